package main

import (
	"bytes"
	"context"
	_ "embed"
	"log"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// hapax's own statements, taken from its sources when the twin is built.
var (
	//go:embed sql/take_ids.sql
	takeIDs string
	//go:embed sql/record.sql
	record string
)

func batchStore(pool *pgxpool.Pool) storeFunc {
	return func(ctx context.Context, events []event) []bool {
		stored := make([]bool, len(events))
		if err := storeBatch(ctx, pool, events); err != nil {
			log.Printf("batch of %d: %v", len(events), err)
			return stored
		}
		for i := range stored {
			stored[i] = true
		}
		return stored
	}
}

// storeBatch takes two round trips: BEGIN with the ids, then the audit rows of those that were new, with COMMIT.
func storeBatch(ctx context.Context, pool *pgxpool.Pool, events []event) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if err = storeOn(ctx, conn, events); err != nil {
		conn.Exec(ctx, "rollback")
	}
	return err
}

func storeOn(ctx context.Context, conn *pgxpool.Conn, events []event) error {
	fresh, err := takeFresh(ctx, conn, events)
	if err != nil {
		return err
	}
	batch := &pgx.Batch{}
	if len(fresh) == len(events) {
		batch.Queue(record, auditColumns(events)...)
	} else if chosen := choose(events, fresh); len(chosen) > 0 {
		batch.Queue(record, auditColumns(chosen)...)
	}
	batch.Queue("commit")
	return conn.SendBatch(ctx, batch).Close()
}

func takeFresh(ctx context.Context, conn *pgxpool.Conn, events []event) (map[[16]byte]struct{}, error) {
	batch := &pgx.Batch{}
	batch.Queue("begin")
	batch.Queue(takeIDs, idColumns(events)...)
	results := conn.SendBatch(ctx, batch)
	defer results.Close()
	if _, err := results.Exec(); err != nil {
		return nil, err
	}
	rows, err := results.Query()
	if err != nil {
		return nil, err
	}
	fresh := make(map[[16]byte]struct{}, len(events))
	for rows.Next() {
		var id [16]byte
		copy(id[:], rows.RawValues()[0])
		fresh[id] = struct{}{}
	}
	return fresh, rows.Err()
}

func choose(events []event, fresh map[[16]byte]struct{}) []event {
	chosen := make([]event, 0, len(fresh))
	for _, event := range events {
		if _, found := fresh[event.uuid]; found {
			delete(fresh, event.uuid)
			chosen = append(chosen, event)
		}
	}
	return chosen
}

// idColumns are sorted by id, so that transactions never wait for each other crosswise.
func idColumns(events []event) []any {
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return bytes.Compare(events[a].uuid[:], events[b].uuid[:]) })
	ids := make(pgtype.FlatArray[pgtype.UUID], len(events))
	states := make(pgtype.FlatArray[pgtype.Text], len(events))
	digests := make(pgtype.FlatArray[pgtype.Int8], len(events))
	published := make(pgtype.FlatArray[pgtype.Timestamptz], len(events))
	received := make(pgtype.FlatArray[pgtype.Timestamptz], len(events))
	for i, from := range order {
		event := &events[from]
		ids[i] = pgtype.UUID{Bytes: event.uuid, Valid: true}
		states[i] = pgtype.Text{String: "d", Valid: true}
		digests[i] = pgtype.Int8{Int64: event.digest, Valid: true}
		if event.publishedAt != nil {
			published[i] = pgtype.Timestamptz{Time: *event.publishedAt, Valid: true}
		}
		received[i] = pgtype.Timestamptz{Time: event.receivedAt, Valid: true}
	}
	return []any{ids, states, digests, published, received}
}

func auditColumns(events []event) []any {
	const texts = 8
	ids := make(pgtype.FlatArray[pgtype.UUID], len(events))
	occurred := make(pgtype.FlatArray[pgtype.Timestamptz], len(events))
	sequences := make(pgtype.FlatArray[pgtype.Int8], len(events))
	data := make(pgtype.FlatArray[[]byte], len(events))
	cells := make(pgtype.FlatArray[pgtype.Text], texts*len(events))
	var columns [texts]pgtype.FlatArray[pgtype.Text]
	for c := range columns {
		columns[c] = cells[c*len(events) : (c+1)*len(events)]
	}
	for i := range events {
		event := &events[i]
		ids[i] = pgtype.UUID{Bytes: event.uuid, Valid: true}
		occurred[i] = pgtype.Timestamptz{Time: event.occurredAt, Valid: true}
		if event.sequence != nil {
			sequences[i] = pgtype.Int8{Int64: *event.sequence, Valid: true}
		}
		data[i] = event.Data
		for c, value := range [texts]string{event.Type, event.EventVersion, event.UserID, event.CorrelationID, event.CausationID,
			event.TraceParent, event.Source, event.Subject} {
			columns[c][i] = pgtype.Text{String: value, Valid: value != ""}
		}
	}
	return []any{ids, columns[0], columns[1], occurred, columns[2], columns[3], columns[4], columns[5], columns[6], columns[7], sequences, data}
}
