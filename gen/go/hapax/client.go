// Package hapax publishes events of a contract through a Dapr sidecar: typed, validated, as CloudEvents. The functions per event are
// in the contract's own packages, as PublishTaskCreated in hapax.internal/hapax/tasks/v1.
package hapax

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
)

// Client publishes through one sidecar. Its fields may be changed before the first event; after that it may be used by several
// goroutines at once.
type Client struct {
	Endpoint string            // of the sidecar's HTTP API: "http://127.0.0.1:3500"
	Token    string            // for the sidecar; "": none
	PubSub   string            // Dapr's component
	Topics   map[string]string // topics that have another name at the broker
	Protobuf bool              // data as protobuf's bytes instead of JSON
	Timeout  time.Duration     // of one attempt; 0: none but the context's
	Attempts int               // in all, while the sidecar is away or fails; all carry the same id
	HTTP     *http.Client      // nil: http.DefaultClient
}

// NewClient takes its settings from the environment: DAPR_HTTP_ENDPOINT or DAPR_HTTP_PORT, DAPR_API_TOKEN, HAPAX_PUBSUB, HAPAX_TOPICS
// and HAPAX_EVENT_DATA.
func NewClient() (*Client, error) {
	topics, err := readTopics(os.Getenv("HAPAX_TOPICS"))
	if err != nil {
		return nil, err
	}
	form := environment("HAPAX_EVENT_DATA", "json")
	if form != "json" && form != "protobuf" {
		return nil, fmt.Errorf("HAPAX_EVENT_DATA is %q; allowed are json and protobuf", form)
	}
	endpoint := environment("DAPR_HTTP_ENDPOINT", "http://127.0.0.1:"+environment("DAPR_HTTP_PORT", "3500"))
	if parsed, err := url.Parse(endpoint); err != nil || parsed.Host == "" || !strings.HasPrefix(parsed.Scheme, "http") {
		return nil, fmt.Errorf("the sidecar's address is %q (DAPR_HTTP_ENDPOINT, DAPR_HTTP_PORT); allowed is http[s]://HOST[:PORT]", endpoint)
	}
	return &Client{
		Endpoint: endpoint,
		Token:    os.Getenv("DAPR_API_TOKEN"),
		PubSub:   environment("HAPAX_PUBSUB", "pubsub"),
		Topics:   topics,
		Protobuf: form == "protobuf",
		Timeout:  10 * time.Second,
		Attempts: 3,
	}, nil
}

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

// "task-events=my-tasks,user-events=people"
func readTopics(text string) (map[string]string, error) {
	topics := map[string]string{}
	for _, pair := range strings.Split(text, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		ours, theirs, found := strings.Cut(pair, "=")
		ours, theirs = strings.TrimSpace(ours), strings.TrimSpace(theirs)
		if !found || ours == "" || theirs == "" || topics[ours] != "" {
			return nil, fmt.Errorf("HAPAX_TOPICS has %q; allowed are pairs OURS=THEIRS with commas between, each name once", pair)
		}
		topics[ours] = theirs
	}
	return topics, nil
}

// PublishError says why the sidecar didn't take an event, or that nobody knows whether it did. Publishing again with WithID(err.ID)
// is safe in either case.
type PublishError struct {
	ID, Type, Topic string
	Status          int    // of the sidecar's last answer; 0: there was none
	Answer          string // its text
	Err             error  // why there was no answer
}

func (e *PublishError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("publishing %s %s to %s: %v", e.Type, e.ID, e.Topic, e.Err)
	}
	return fmt.Sprintf("publishing %s %s to %s: the sidecar answered %d: %s", e.Type, e.ID, e.Topic, e.Status, e.Answer)
}

func (e *PublishError) Unwrap() error { return e.Err }

// Publish validates the data and publishes it as an event of that kind. Returns the event's id; or a *ValidationError, and nothing was
// sent, or a *PublishError.
func (c *Client) Publish(ctx context.Context, kind *EventType, data proto.Message, options ...Option) (string, error) {
	if data == nil || !data.ProtoReflect().IsValid() {
		return "", fmt.Errorf("%s has no data: it is nil", kind.Type)
	}
	e, err := newEvent(kind, data, c.Protobuf, options)
	if err != nil {
		return "", err
	}
	body, err := encode(e)
	if err != nil {
		return "", fmt.Errorf("%s: %w", kind.Type, err)
	}
	topic := kind.Topic
	if theirs := c.Topics[topic]; theirs != "" {
		topic = theirs
	}
	for attempt := 1; ; attempt++ {
		failure := c.post(ctx, topic, e.PartitionKey, body)
		if failure == nil {
			return e.ID, nil
		}
		failure.ID, failure.Type, failure.Topic = e.ID, e.Type, topic
		if attempt >= c.Attempts || !failure.mayPass() || !pause(ctx, attempt) {
			return e.ID, failure
		}
	}
}

// Whether the same event may be taken a moment later.
func (e *PublishError) mayPass() bool {
	return e.Status == 0 || e.Status == http.StatusTooManyRequests || e.Status >= http.StatusInternalServerError
}

// 100 to 200 ms after the first attempt, twice as long after each further one.
func pause(ctx context.Context, attempt int) bool {
	least := 100 * time.Millisecond << min(attempt-1, 6)
	select {
	case <-time.After(least + rand.N(least)):
		return true
	case <-ctx.Done():
		return false
	}
}

func (c *Client) post(ctx context.Context, topic, key string, body []byte) *PublishError {
	if c.Timeout > 0 {
		limited, cancel := context.WithTimeout(ctx, c.Timeout)
		defer cancel()
		ctx = limited
	}
	// Encoded twice: the sidecar decodes the query, and the broker gets a key that any header can hold.
	address := fmt.Sprintf("%s/v1.0/publish/%s/%s?metadata.partitionKey=%s", strings.TrimRight(c.Endpoint, "/"),
		url.PathEscape(c.PubSub), url.PathEscape(topic), percentEncode(percentEncode(key)))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return &PublishError{Err: err}
	}
	request.Header.Set("Content-Type", "application/cloudevents+json")
	if c.Token != "" {
		request.Header.Set("dapr-api-token", c.Token)
	}
	sender := c.HTTP
	if sender == nil {
		sender = http.DefaultClient
	}
	response, err := sender.Do(request)
	if err != nil {
		return &PublishError{Err: err}
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, 64<<10))
	if response.StatusCode/100 == 2 {
		return nil
	}
	if err != nil {
		return &PublishError{Err: err}
	}
	return &PublishError{Status: response.StatusCode, Answer: strings.TrimSpace(string(answer))}
}

// All but letters, digits and -._~: url.QueryEscape but for the space.
func percentEncode(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}
