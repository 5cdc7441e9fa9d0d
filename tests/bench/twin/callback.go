package main

import (
	"context"
	"log"

	rtv1 "github.com/dapr/dapr/pkg/proto/runtime/v1"
)

// storeFunc makes the events durable, each once, and says of each whether it is.
type storeFunc func(ctx context.Context, events []event) []bool

type callback struct {
	rtv1.UnimplementedAppCallbackServer
	store storeFunc
}

func (c *callback) OnTopicEvent(context.Context, *rtv1.TopicEventRequest) (*rtv1.TopicEventResponse, error) {
	return &rtv1.TopicEventResponse{}, nil
}

func (c *callback) OnBulkTopicEvent(ctx context.Context, request *rtv1.TopicEventBulkRequest) (*rtv1.TopicEventBulkResponse, error) {
	events := make([]event, 0, len(request.Entries))
	statuses := make([]rtv1.TopicEventBulkResponseEntry, len(request.Entries))
	answer := &rtv1.TopicEventBulkResponse{Statuses: make([]*rtv1.TopicEventBulkResponseEntry, len(request.Entries))}
	place := make([]int, 0, len(request.Entries))
	for i, entry := range request.Entries {
		statuses[i].EntryId = entry.EntryId
		statuses[i].Status = rtv1.TopicEventResponse_RETRY
		answer.Statuses[i] = &statuses[i]
		event, err := readEvent(entry.GetBytes())
		if err != nil {
			log.Printf("entry %s: %v", entry.EntryId, err)
			continue
		}
		events = append(events, event)
		place = append(place, i)
	}
	for i, stored := range c.store(ctx, events) {
		if stored {
			statuses[place[i]].Status = rtv1.TopicEventResponse_SUCCESS
		}
	}
	return answer, nil
}
