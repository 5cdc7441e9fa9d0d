// The twin of hapax's receiving half in Go, as one would write it for speed: grpc-go, Dapr's own generated messages, pgx with prepared
// statements in pipelines, binary arrays. It checks the same fields, computes the same digest and writes the same rows.
//
//	twin -mode null    answers OnTopicEvent at once
//	twin -mode batch   OnBulkTopicEvent: one transaction a call
//	twin -mode each    OnBulkTopicEvent: one transaction an event, as many at once as there are connections
package main

import (
	"context"
	"flag"
	"log"
	"net"
	"os"
	"runtime"
	"runtime/debug"

	rtv1 "github.com/dapr/dapr/pkg/proto/runtime/v1"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc"
)

const maxMessageBytes = 16 << 20

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address of the gRPC server")
	mode := flag.String("mode", "batch", "null, batch or each")
	database := flag.String("database", "", "connection string")
	connections := flag.Int("connections", 8, "to the database")
	flag.Parse()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	server := grpc.NewServer(grpc.MaxRecvMsgSize(maxMessageBytes), grpc.NumStreamWorkers(uint32(runtime.NumCPU())))
	rtv1.RegisterAppCallbackServer(server, newCallback(*mode, *database, *connections))
	log.Printf("%s on %s", *mode, listener.Addr())
	log.Fatal(server.Serve(listener))
}

func newCallback(mode, database string, connections int) *callback {
	served := &callback{}
	if mode == "null" {
		return served
	}
	config, err := pgxpool.ParseConfig(database)
	if err != nil {
		log.Fatal(err)
	}
	config.MaxConns = int32(connections)
	pool, err := pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		log.Fatal(err)
	}
	served.store = map[string]storeFunc{"batch": batchStore(pool), "each": eachStore(pool, connections)}[mode]
	if served.store == nil {
		log.Fatalf("mode is %q, allowed are null, batch and each", mode)
	}
	return served
}
