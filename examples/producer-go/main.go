// Publishes task.created through the Dapr sidecar. Run twice, it still takes effect once: the id says that it is the same fact.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"hapax.internal/hapax"
	tasksv1 "hapax.internal/hapax/tasks/v1"
)

func main() {
	client, err := hapax.NewClient()
	if err != nil {
		log.Fatal(err)
	}
	created := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	id, err := tasksv1.PublishTaskCreated(context.Background(), client,
		&tasksv1.TaskCreated{TaskId: 4711, UserId: "ada", Title: "Pack order 4711", CreatedAt: timestamppb.New(created)},
		hapax.WithID("order-4711"), hapax.WithSource("/shop"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(id)
}
