package main

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-json"
	"github.com/google/uuid"
)

type envelope struct {
	ID            string          `json:"id"`
	Source        string          `json:"source"`
	Type          string          `json:"type"`
	SpecVersion   string          `json:"specversion"`
	Time          string          `json:"time"`
	Subject       string          `json:"subject"`
	EventVersion  string          `json:"eventversion"`
	CorrelationID string          `json:"correlationid"`
	CausationID   string          `json:"causationid"`
	UserID        string          `json:"userid"`
	Sequence      string          `json:"sequence"`
	TraceParent   string          `json:"traceparent"`
	PublishedTime string          `json:"publishedtime"`
	Data          json.RawMessage `json:"data"`
}

// event is what goes into the two tables.
type event struct {
	envelope
	uuid        uuid.UUID
	digest      int64
	sequence    *int64
	occurredAt  time.Time
	publishedAt *time.Time
	receivedAt  time.Time
}

type taskCreated struct {
	TaskID      int64      `json:"task_id"`
	UserID      string     `json:"user_id"`
	Title       string     `json:"title"`
	CreatedAt   time.Time  `json:"created_at"`
	Description *string    `json:"description"`
	DueDate     *time.Time `json:"due_date"`
	Priority    *string    `json:"priority"`
	Tags        []string   `json:"tags"`
	Recurrence  *string    `json:"recurrence"`
}

type userLoggedIn struct {
	UserID      string `json:"user_id"`
	LoginMethod string `json:"login_method"`
	IPAddress   string `json:"ip_address"`
	UserAgent   string `json:"user_agent"`
}

var errUnknownType = errors.New("unknown type")

func readEvent(raw []byte) (event, error) {
	found := event{receivedAt: time.Now()}
	if err := json.Unmarshal(raw, &found.envelope); err != nil {
		return found, err
	}
	if found.ID == "" || found.Source == "" || found.Type == "" || found.SpecVersion != "1.0" {
		return found, errors.New("id, source, type and specversion 1.0 are required")
	}
	if err := checkData(found.Type, found.Data); err != nil {
		return found, err
	}
	return found, found.complete()
}

func (e *event) complete() (err error) {
	if e.uuid, err = uuid.Parse(e.ID); err != nil {
		e.uuid = uuid.NewSHA1(uuid.NameSpaceURL, []byte(e.Source+"\n"+e.ID))
	}
	if e.occurredAt, err = time.Parse(time.RFC3339Nano, e.Time); err != nil {
		return fmt.Errorf("time: %w", err)
	}
	if published, err := time.Parse(time.RFC3339Nano, e.PublishedTime); err == nil {
		e.publishedAt = &published
	}
	if number, err := strconv.ParseInt(e.Sequence, 10, 64); err == nil {
		e.sequence = &number
	}
	if e.EventVersion == "" {
		e.EventVersion = "1.0"
	}
	if e.CorrelationID == "" {
		e.CorrelationID = e.ID
	}
	e.digest = digest(e.Source, e.Type, e.Data)
	return nil
}

func digest(source, kind string, data []byte) int64 {
	sum := sha256.New()
	addPart(sum, []byte(source))
	addPart(sum, []byte(kind))
	addPart(sum, data)
	var result [sha256.Size]byte
	return int64(binary.BigEndian.Uint64(sum.Sum(result[:0])))
}

func addPart(sum hash.Hash, part []byte) {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(part)))
	sum.Write(length[:])
	sum.Write(part)
}

func checkData(kind string, data []byte) error {
	switch kind {
	case "task.created":
		var task taskCreated
		if err := json.Unmarshal(data, &task); err != nil {
			return err
		}
		return task.check()
	case "user.logged_in":
		var login userLoggedIn
		if err := json.Unmarshal(data, &login); err != nil {
			return err
		}
		return login.check()
	}
	return errUnknownType
}

func (t *taskCreated) check() error {
	switch {
	case t.TaskID <= 0:
		return errors.New("task_id must be greater than 0")
	case !within(t.UserID, 1, 128):
		return errors.New("user_id must have 1 to 128 characters")
	case !within(t.Title, 1, 200):
		return errors.New("title must have 1 to 200 characters")
	case t.CreatedAt.IsZero():
		return errors.New("created_at is required")
	case t.Description != nil && !within(*t.Description, 0, 10000):
		return errors.New("description may have 10000 characters")
	case t.Priority != nil && *t.Priority != "low" && *t.Priority != "medium" && *t.Priority != "high":
		return errors.New("priority must be low, medium or high")
	case t.Recurrence != nil && !within(*t.Recurrence, 0, 500):
		return errors.New("recurrence may have 500 characters")
	case len(t.Tags) > 50:
		return errors.New("there may be 50 tags")
	}
	for _, tag := range t.Tags {
		if !within(tag, 1, 50) {
			return errors.New("a tag must have 1 to 50 characters")
		}
	}
	return nil
}

func (l *userLoggedIn) check() error {
	switch {
	case !within(l.UserID, 1, 128):
		return errors.New("user_id must have 1 to 128 characters")
	case l.LoginMethod != "email" && l.LoginMethod != "google" && l.LoginMethod != "github":
		return errors.New("login_method must be email, google or github")
	case !within(l.IPAddress, 1, 64):
		return errors.New("ip_address must have 1 to 64 characters")
	case !within(l.UserAgent, 1, 1000):
		return errors.New("user_agent must have 1 to 1000 characters")
	}
	return nil
}

func within(text string, low, high int) bool {
	if len(text) >= low && len(text) <= high {
		return utf8.ValidString(text)
	}
	count := utf8.RuneCountInString(text)
	return count >= low && count <= high && utf8.ValidString(text)
}
