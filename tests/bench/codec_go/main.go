// What a Go service does with the same event: encoding/json for the envelope, protojson for the data, the contract's rules by hand.
// One round; prints nanoseconds per piece of work as one line of JSON.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protojson"

	tasksv1 "hapax.internal/hapax/tasks/v1"
)

const repeats = 10000

const eventText = `{"correlationid":"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c10","data":{"created_at":"2026-01-31T17:00:00Z","task_id":4711,"title":"Buy milk and bread, and look after the plants","user_id":"user-1234"},"datacontenttype":"application/json","eventversion":"1.0","id":"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11","partitionkey":"user-1234","sequence":"1","source":"/hapax/tasks","specversion":"1.0","subject":"4711","time":"2026-01-31T17:00:00.250Z","topic":"task","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","type":"task.created","userid":"user-1234"}`

type envelope struct {
	SpecVersion     string          `json:"specversion"`
	ID              string          `json:"id"`
	Source          string          `json:"source"`
	Type            string          `json:"type"`
	Subject         string          `json:"subject,omitempty"`
	Time            time.Time       `json:"time"`
	DataContentType string          `json:"datacontenttype,omitempty"`
	EventVersion    string          `json:"eventversion,omitempty"`
	CorrelationID   string          `json:"correlationid,omitempty"`
	UserID          string          `json:"userid,omitempty"`
	PartitionKey    string          `json:"partitionkey,omitempty"`
	Sequence        string          `json:"sequence,omitempty"`
	TraceParent     string          `json:"traceparent,omitempty"`
	Data            json.RawMessage `json:"data"`
}

var errInvalid = errors.New("invalid")

func within(text string, least, most int) bool {
	count := utf8.RuneCountInString(text)
	return count >= least && count <= most
}

func check(task *tasksv1.TaskCreated) error {
	priority := task.GetPriority()
	good := task.GetTaskId() > 0 && within(task.GetUserId(), 1, 128) && within(task.GetTitle(), 1, 200) && task.GetCreatedAt() != nil &&
		within(task.GetDescription().GetValue(), 0, 10000) && within(task.GetRecurrence().GetValue(), 0, 500) && len(task.GetTags()) <= 50 &&
		(priority == nil || priority.Value == "low" || priority.Value == "medium" || priority.Value == "high")
	for _, tag := range task.GetTags() {
		good = good && within(tag, 1, 50)
	}
	if !good {
		return errInvalid
	}
	return nil
}

func take(raw []byte) (*envelope, *tasksv1.TaskCreated, error) {
	event := new(envelope)
	if err := json.Unmarshal(raw, event); err != nil {
		return nil, nil, err
	}
	if event.ID == "" || event.Source == "" || event.Type == "" || event.SpecVersion != "1.0" {
		return nil, nil, errInvalid
	}
	if _, err := strconv.ParseInt(event.Sequence, 10, 64); err != nil {
		return nil, nil, err
	}
	task, err := read(event.Data)
	if err != nil {
		return nil, nil, err
	}
	return event, task, check(task)
}

func read(raw []byte) (*tasksv1.TaskCreated, error) {
	task := new(tasksv1.TaskCreated)
	return task, protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal(raw, task)
}

func write(task *tasksv1.TaskCreated) ([]byte, error) {
	return protojson.MarshalOptions{UseProtoNames: true}.Marshal(task)
}

func makeText(event *envelope, task *tasksv1.TaskCreated) ([]byte, error) {
	data, err := write(task)
	if err != nil {
		return nil, err
	}
	out := *event
	out.Data = data
	return json.Marshal(&out)
}

func measure(work func() error) int64 {
	var start time.Time
	for i := -repeats / 10; i < repeats; i++ {
		if i == 0 {
			start = time.Now()
		}
		if err := work(); err != nil {
			fmt.Fprintln(os.Stderr, "codec_go:", err)
			os.Exit(1)
		}
	}
	return time.Since(start).Nanoseconds() / repeats
}

func main() {
	raw := []byte(eventText)
	event, task, err := take(raw)
	if err != nil {
		fmt.Fprintln(os.Stderr, "codec_go:", err)
		os.Exit(1)
	}
	data := []byte(event.Data)
	told := map[string]map[string]int64{"go": {
		"take":  measure(func() error { _, _, err := take(raw); return err }),
		"make":  measure(func() error { _, err := makeText(event, task); return err }),
		"read":  measure(func() error { _, err := read(data); return err }),
		"write": measure(func() error { _, err := write(task); return err }),
	}}
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		os.Exit(1)
	}
}
