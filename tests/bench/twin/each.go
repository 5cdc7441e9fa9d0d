package main

import (
	"context"
	"log"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	takeID = `insert into audit.processed_events (event_id, state, digest, published_at, received_at) values ($1, 'd', $2, $3, $4)
on conflict (event_id) do nothing`
	recordOne = `insert into audit.audit_log (event_id, event_type, event_version, occurred_at, user_id, correlation_id, causation_id, traceparent,
source, subject, sequence, data) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
)

func eachStore(pool *pgxpool.Pool, atOnce int) storeFunc {
	room := make(chan struct{}, atOnce)
	return func(ctx context.Context, events []event) []bool {
		stored := make([]bool, len(events))
		var group sync.WaitGroup
		for i := range events {
			room <- struct{}{}
			group.Go(func() {
				defer func() { <-room }()
				if err := storeOne(ctx, pool, &events[i]); err != nil {
					log.Printf("event %s: %v", events[i].ID, err)
					return
				}
				stored[i] = true
			})
		}
		group.Wait()
		return stored
	}
}

// storeOne takes two round trips as well: BEGIN with the id, the audit row with COMMIT.
func storeOne(ctx context.Context, pool *pgxpool.Pool, event *event) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	first := &pgx.Batch{}
	first.Queue("begin")
	first.Queue(takeID, event.uuid, event.digest, event.publishedAt, event.receivedAt)
	results := conn.SendBatch(ctx, first)
	results.Exec()
	tag, err := results.Exec()
	if closed := results.Close(); err == nil {
		err = closed
	}
	if err == nil {
		second := &pgx.Batch{}
		if tag.RowsAffected() == 1 {
			second.Queue(recordOne, event.uuid, event.Type, event.EventVersion, event.occurredAt, orNull(event.UserID), orNull(event.CorrelationID),
				orNull(event.CausationID), orNull(event.TraceParent), event.Source, orNull(event.Subject), event.sequence, []byte(event.Data))
		}
		second.Queue("commit")
		err = conn.SendBatch(ctx, second).Close()
	}
	if err != nil {
		conn.Exec(ctx, "rollback")
	}
	return err
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
