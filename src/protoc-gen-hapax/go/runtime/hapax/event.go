package hapax

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// EventType is what the contract says about an event; protoc-gen-hapax writes one for each.
type EventType struct {
	Type, Version, Topic string
	Source               string
	Key, Subject         string // names of fields
}

// Option is an attribute of one event that isn't in its data.
type Option func(*event)

// WithID makes the caller's own id the event's: the same one for the same fact, however often it is published. Without, an event
// gets a new UUIDv7.
func WithID(id string) Option { return func(e *event) { e.ID = id } }

// WithTime says when it happened; without, it happened now.
func WithTime(at time.Time) Option { return func(e *event) { e.Time = rfc3339(at) } }

// WithSource says who publishes, where that isn't the service that owns the event. Ids are unique for each source.
func WithSource(source string) Option { return func(e *event) { e.Source = source } }

// WithCorrelation is the id that everything shares which one request from outside set off; without, the event's own.
func WithCorrelation(id string) Option { return func(e *event) { e.CorrelationID = id } }

// WithCausation is the id of the command or event that caused this one directly.
func WithCausation(id string) Option { return func(e *event) { e.CausationID = id } }

// WithUser is who did it.
func WithUser(id string) Option { return func(e *event) { e.UserID = id } }

// WithTraceparent is the W3C trace context. It is sent as traceid too: the sidecar replaces the traceparent of events without one.
func WithTraceparent(traceparent string) Option {
	return func(e *event) { e.Traceparent, e.TraceID = traceparent, traceparent }
}

// WithProtobuf sends the data as protobuf's bytes, also where the client sends JSON.
func WithProtobuf() Option { return func(e *event) { e.protobuf = true } }

// A CloudEvent in JSON form; what is empty is left out.
type event struct {
	SpecVersion     string          `json:"specversion"`
	ID              string          `json:"id"`
	Source          string          `json:"source"`
	Type            string          `json:"type"`
	Subject         string          `json:"subject,omitempty"`
	Time            string          `json:"time"`
	DataContentType string          `json:"datacontenttype"`
	EventVersion    string          `json:"eventversion"`
	CorrelationID   string          `json:"correlationid"`
	CausationID     string          `json:"causationid,omitempty"`
	UserID          string          `json:"userid,omitempty"`
	PartitionKey    string          `json:"partitionkey"`
	Traceparent     string          `json:"traceparent,omitempty"`
	TraceID         string          `json:"traceid,omitempty"`
	Data            json.RawMessage `json:"data,omitempty"`
	DataBase64      []byte          `json:"data_base64,omitempty"`
	protobuf        bool
}

// ValidationError names everything that breaks the contract; nothing was sent.
type ValidationError struct {
	Type       string
	Violations []Violation
}

// Violation is one broken rule: the path of its field, as tags[1], the rule's name and what is allowed.
type Violation struct {
	Field, Rule, Message string
}

func (e *ValidationError) Error() string {
	texts := make([]string, len(e.Violations))
	for i, violation := range e.Violations {
		texts[i] = violation.Field + ": " + violation.Message
	}
	return e.Type + " breaks its contract: " + strings.Join(texts, "; ")
}

func newEvent(kind *EventType, data proto.Message, asProtobuf bool, options []Option) (*event, error) {
	e := &event{
		SpecVersion:  "1.0",
		ID:           newUUIDv7(time.Now()),
		Source:       kind.Source,
		Type:         kind.Type,
		Subject:      fieldText(data, kind.Subject),
		Time:         rfc3339(time.Now()),
		EventVersion: kind.Version,
		PartitionKey: fieldText(data, kind.Key),
		protobuf:     asProtobuf,
	}
	for _, option := range options {
		option(e)
	}
	if e.CorrelationID == "" {
		e.CorrelationID = e.ID
	}
	for _, key := range []string{e.Subject, e.Source} {
		if e.PartitionKey == "" {
			e.PartitionKey = key
		}
	}
	return e, e.setData(data)
}

func (e *event) setData(data proto.Message) error {
	violations, err := validate(data)
	if err != nil {
		return fmt.Errorf("%s: %w", e.Type, err)
	}
	if len(violations) > 0 {
		return &ValidationError{e.Type, violations}
	}
	text, violations, err := dataJSON(data)
	if err != nil {
		return fmt.Errorf("%s: %w", e.Type, err)
	}
	if len(violations) > 0 {
		return &ValidationError{e.Type, violations}
	}
	if !e.protobuf {
		e.Data, e.DataContentType = text, "application/json"
		return nil
	}
	e.DataContentType = "application/protobuf"
	e.DataBase64, err = proto.MarshalOptions{Deterministic: true}.Marshal(data)
	return err
}

func validate(data proto.Message) ([]Violation, error) {
	var found *protovalidate.ValidationError
	err := protovalidate.Validate(data)
	if !errors.As(err, &found) {
		return nil, err
	}
	violations := make([]Violation, len(found.Violations))
	for i, violation := range found.Violations {
		violations[i] = Violation{
			Field:   protovalidate.FieldPathString(violation.Proto.GetField()),
			Rule:    violation.Proto.GetRuleId(),
			Message: violation.Proto.GetMessage(),
		}
	}
	return violations, nil
}

// The field's value as text; "" when it isn't there.
func fieldText(data proto.Message, name string) string {
	message := data.ProtoReflect()
	field := message.Descriptor().Fields().ByName(protoreflect.Name(name))
	if field == nil || field.HasPresence() && !message.Has(field) {
		return ""
	}
	if field.Message() != nil { // a wrapper
		return fieldText(message.Get(field).Message().Interface(), "value")
	}
	return message.Get(field).String()
}

// The data as events carry it: protobuf's JSON with the names of the .proto, repeated fields always there, and 64-bit integers as
// numbers as long as every reader can keep them exactly. The violations are of texts that no consumer of hapax takes.
func dataJSON(data proto.Message) ([]byte, []Violation, error) {
	canonical, err := protojson.MarshalOptions{UseProtoNames: true, EmitDefaultValues: true}.Marshal(data)
	if err != nil {
		return nil, nil, err
	}
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(canonical))
	decoder.UseNumber()
	if err := decoder.Decode(&object); err != nil {
		return nil, nil, err
	}
	exactNumbers(object, data.ProtoReflect().Descriptor())
	text, err := encode(object)
	return text, badTexts(object, ""), err
}

func badTexts(value any, path string) (found []Violation) {
	switch value := value.(type) {
	case string:
		if strings.ContainsRune(value, 0) {
			found = append(found, Violation{path, "string.text", "must not contain U+0000"})
		}
	case []any:
		for i := range value {
			found = append(found, badTexts(value[i], fmt.Sprintf("%s[%d]", path, i))...)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			found = append(found, badTexts(name, path)...)
			found = append(found, badTexts(value[name], strings.TrimPrefix(path+"."+name, "."))...)
		}
	}
	return found
}

func exactNumbers(object map[string]any, message protoreflect.MessageDescriptor) {
	for name, value := range object {
		field := message.Fields().ByName(protoreflect.Name(name))
		switch value := value.(type) {
		case []any:
			for i := range value {
				value[i] = exactNumber(value[i], field)
			}
		case map[string]any:
			if !field.IsMap() {
				object[name] = exactNumber(value, field)
				continue
			}
			for key := range value {
				value[key] = exactNumber(value[key], field.MapValue())
			}
		default:
			object[name] = exactNumber(value, field)
		}
	}
}

const exactMax = 1 << 53

func exactNumber(value any, field protoreflect.FieldDescriptor) any {
	kind := field.Kind()
	if message := field.Message(); message != nil {
		if message.ParentFile().Package() != "google.protobuf" {
			exactNumbers(value.(map[string]any), message)
			return value
		}
		wrapped := message.Fields().ByName("value")
		if wrapped == nil || message.Fields().Len() != 1 {
			return value
		}
		kind = wrapped.Kind()
	}
	switch kind {
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind, protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		text := value.(string)
		if number, err := strconv.ParseInt(text, 10, 64); err == nil && -exactMax <= number && number <= exactMax {
			return json.Number(text)
		}
	}
	return value
}

func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), nil
}

func rfc3339(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000000Z") }

func newUUIDv7(at time.Time) string {
	var id [16]byte
	rand.Read(id[:]) // never fails
	for i, ms := 5, at.UnixMilli(); i >= 0; i, ms = i-1, ms>>8 {
		id[i] = byte(ms)
	}
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
