// Publishes what it is told to on stdin, a JSON object a line, and answers on stdout what became of it, a line each. publishers, in the
// file beside this one, is made from the catalogue.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log"
	"os"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"hapax.internal/hapax"
)

type order struct {
	Type    string
	Data    json.RawMessage
	Options map[string]string
	Client  struct{ TimeoutMs, Attempts int }
}

type answer struct {
	ID         string            `json:"id,omitempty"`
	Error      string            `json:"error,omitempty"`
	Status     int               `json:"status"`
	Violations []hapax.Violation `json:"violations,omitempty"`
}

type publisher func(ctx context.Context, client *hapax.Client, data []byte, options ...hapax.Option) (string, error)

func of[T any, M interface {
	*T
	proto.Message
}](publish func(context.Context, *hapax.Client, M, ...hapax.Option) (string, error)) publisher {
	return func(ctx context.Context, client *hapax.Client, data []byte, options ...hapax.Option) (string, error) {
		message := M(new(T))
		if err := protojson.Unmarshal(data, message); err != nil {
			return "", err
		}
		return publish(ctx, client, message, options...)
	}
}

func options(given map[string]string) (options []hapax.Option) {
	known := map[string]func(string) hapax.Option{
		"id": hapax.WithID, "source": hapax.WithSource, "correlationId": hapax.WithCorrelation, "causationId": hapax.WithCausation,
		"userId": hapax.WithUser, "traceparent": hapax.WithTraceparent,
		"form": func(string) hapax.Option { return hapax.WithProtobuf() },
		"time": func(text string) hapax.Option {
			at, err := time.Parse(time.RFC3339, text)
			if err != nil {
				log.Fatal(err)
			}
			return hapax.WithTime(at)
		},
	}
	for name, value := range given {
		options = append(options, known[name](value))
	}
	return options
}

func obey(line []byte) (result answer) {
	var order order
	if err := json.Unmarshal(line, &order); err != nil {
		log.Fatal(err)
	}
	client, err := hapax.NewClient()
	if err != nil {
		return answer{Error: err.Error()}
	}
	if order.Client.TimeoutMs > 0 {
		client.Timeout = time.Duration(order.Client.TimeoutMs) * time.Millisecond
		client.Attempts = order.Client.Attempts
	}
	id, err := publishers[order.Type](context.Background(), client, order.Data, options(order.Options)...)
	result.ID = id
	if err != nil {
		result.Error = err.Error()
	}
	var invalid *hapax.ValidationError
	if errors.As(err, &invalid) {
		result.Violations = invalid.Violations
	}
	var refused *hapax.PublishError
	if errors.As(err, &refused) {
		result.Status = refused.Status
	}
	return result
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := answers.Encode(obey(lines.Bytes())); err != nil {
			log.Fatal(err)
		}
	}
}
