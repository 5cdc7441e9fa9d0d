"""Commands on the task API. They need a database and nothing else: there is no sidecar here."""

import json
import threading

import grpc
import pytest

from harness.hapax import TASKS
from harness.protos import Peer, code_of, message

OK = grpc.StatusCode.OK
INVALID = grpc.StatusCode.INVALID_ARGUMENT
NOT_FOUND = grpc.StatusCode.NOT_FOUND
PRECONDITION = grpc.StatusCode.FAILED_PRECONDITION
CREATE = TASKS + "CreateTask"


@pytest.fixture(name="count")
def _count(hapax):
    """How many tasks a user has."""
    return lambda user: hapax.database.value("select count(*) from tasks.tasks where user_id = %s", user)


def created(hapax, user="ada", **fields):
    return hapax.call("CreateTask", {"title": "A task", **fields}, user=user)


def test_a_task_can_be_made_read_changed_completed_and_deleted(hapax):
    task = created(hapax, "lifecycle", title="Call Bob", description="about lunch", due_date="2030-05-01T12:00:00Z", priority="high", tags=["phone", "bob"])
    assert (task.title, task.description.value, task.priority.value, list(task.tags)) == ("Call Bob", "about lunch", "high", ["phone", "bob"])
    assert task.due_date.ToJsonString() == "2030-05-01T12:00:00Z" and task.status == "pending" and task.user_id == "lifecycle"
    one = {"task_id": task.task_id}
    assert hapax.call("GetTask", one, user="lifecycle") == task
    changed = hapax.call("UpdateTask", {**one, "title": "Call Bob now"}, user="lifecycle")
    assert (changed.title, changed.priority.value) == ("Call Bob now", "high")
    assert hapax.call("CompleteTask", one, user="lifecycle").status == "completed"
    assert hapax.call("DeleteTask", {**one, "reason": "user_requested"}, user="lifecycle").status == "deleted"
    assert code_of(hapax.call, "GetTask", one, user="lifecycle")[0] == NOT_FOUND


def test_lists_page_through_all_tasks_of_the_user_alone(hapax):
    made = {created(hapax, "pager", title=f"Task {number}").task_id for number in range(7)}
    created(hapax, "somebody else")
    seen, token = [], ""
    while True:
        page = hapax.call("ListTasks", {"page_size": 3, "page_token": token}, user="pager")
        assert len(page.tasks) <= 3
        seen += [task.task_id for task in page.tasks]
        token = page.next_page_token
        if not token:
            break
    assert len(seen) == 7 and set(seen) == made


def test_lists_can_be_limited_to_a_status(hapax):
    done, _ = created(hapax, "filter"), created(hapax, "filter")
    hapax.call("CompleteTask", {"task_id": done.task_id}, user="filter")
    assert [task.task_id for task in hapax.call("ListTasks", {"status": "completed"}, user="filter").tasks] == [done.task_id]


def test_complete_twice_makes_one_event(hapax):
    task = created(hapax, "twice")
    hapax.call("CompleteTask", {"task_id": task.task_id}, user="twice")
    code_of(hapax.call, "CompleteTask", {"task_id": task.task_id}, user="twice")
    assert hapax.database.value("select count(*) from tasks.outbox where event_type = 'task.completed' and partition_key = 'twice'") == 1


# ---- idempotency keys ----

def test_same_key_gives_the_byte_equal_answer_and_one_task(hapax, count):
    request = message("hapax.tasks.v1.CreateTaskRequest", title="Once").SerializeToString()
    metadata = [("user-id", "key-1"), ("idempotency-key", "a")]
    first = hapax.peer.call_bytes(CREATE, request, metadata)
    assert [hapax.peer.call_bytes(CREATE, request, metadata) for _ in range(3)] == [first] * 3
    assert count("key-1") == 1


def test_same_key_with_other_parameters_is_refused(hapax, count):
    hapax.call("CreateTask", {"title": "One"}, user="key-2", idempotency_key="a")
    code, text = code_of(hapax.call, "CreateTask", {"title": "Two"}, user="key-2", idempotency_key="a")
    assert code == PRECONDITION and "idempotency" in text.lower()
    assert count("key-2") == 1


def test_a_key_belongs_to_one_user_and_one_method(hapax, count):
    first = hapax.call("CreateTask", {"title": "Mine"}, user="key-3", idempotency_key="a")
    assert hapax.call("CreateTask", {"title": "Mine"}, user="key-4", idempotency_key="a").user_id == "key-4"
    assert hapax.call("CompleteTask", {"task_id": first.task_id}, user="key-3", idempotency_key="a").status == "completed"
    assert (count("key-3"), count("key-4")) == (1, 1)


def test_parallel_calls_with_one_key_make_one_task(hapax, count):
    answers, request = [], message("hapax.tasks.v1.CreateTaskRequest", title="Race").SerializeToString()

    def call():
        answers.append(code_of(hapax.peer.call_bytes, CREATE, request, [("user-id", "key-5"), ("idempotency-key", "a")]))

    threads = [threading.Thread(target=call) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {code for code, _ in answers} == {OK}
    assert len({answer for _, answer in answers}) == 1
    assert count("key-5") == 1


def test_a_failure_can_be_tried_again_with_its_key(hapax):
    assert code_of(hapax.call, "CreateTask", {"title": ""}, user="key-6", idempotency_key="a")[0] == INVALID
    assert hapax.call("CreateTask", {"title": "Now right"}, user="key-6", idempotency_key="a").title == "Now right"


# ---- what is refused, and how ----

@pytest.mark.parametrize("request_, field", [
    ({}, "title"),
    ({"title": ""}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"title": "ok", "priority": "urgent"}, "priority"),
    ({"title": "ok", "tags": [""]}, "tags[0]"),
    ({"title": "ok", "tags": ["x" * 51]}, "tags[0]"),
    ({"title": "nul \0 inside"}, "title"),
    ({"title": "ok", "due_date": "9999-12-31T23:59:59Z"}, None),
], ids=["no title", "empty title", "long title", "unknown priority", "empty tag", "long tag", "NUL in title", "last day there is"])
def test_a_bad_field_is_named(hapax, count, request_, field):
    code, text = code_of(hapax.call, "CreateTask", request_, user="bad-field")
    if field is None:
        assert code == OK
        return
    assert code == INVALID and field in text, text
    assert count("bad-field") <= 1


def test_a_date_outside_of_the_calendar_is_refused(hapax):
    request = message("hapax.tasks.v1.CreateTaskRequest", title="ok")
    request.due_date.seconds = 1 << 60
    code, text = code_of(hapax.peer.call, CREATE, request, [("user-id", "dates")])
    assert code == INVALID and "due_date" in text
    request.due_date.seconds, request.due_date.nanos = 0, -1
    code, text = code_of(hapax.peer.call, CREATE, request, [("user-id", "dates")])
    assert code == INVALID and "due_date" in text


def test_text_that_is_not_utf_8_is_refused(hapax):
    code, text = code_of(hapax.peer.call_bytes, CREATE, b"\x0a\x02\xc3\x28", [("user-id", "utf")])
    assert code == INVALID and "UTF-8" in text


def test_a_title_of_ten_megabytes_is_refused_and_the_process_lives(hapax, count):
    code, _ = code_of(hapax.call, "CreateTask", {"title": "x" * 10_000_000}, user="huge", timeout=60)
    assert code in (INVALID, grpc.StatusCode.RESOURCE_EXHAUSTED)
    assert hapax.alive() and count("huge") == 0


def test_no_user_is_unauthenticated(hapax):
    for user in (None, ""):
        code, text = code_of(hapax.call, "CreateTask", {"title": "Whose?"}, user=user)
        assert code == grpc.StatusCode.UNAUTHENTICATED and "user-id" in text


def test_two_users_in_one_call_are_refused(hapax, count):
    """Whoever put the first name in front may not be who checked the second."""
    pairs = [("user-id", "twin-a"), ("user-id", "twin-b")]
    code, text = code_of(hapax.peer.call, CREATE, {"title": "Whose?"}, pairs, 10)
    assert code == INVALID and "user-id" in text
    assert count("twin-a") == count("twin-b") == 0


@pytest.mark.parametrize("method", ["GetTask", "UpdateTask", "CompleteTask", "DeleteTask"])
def test_somebody_elses_task_looks_like_none(hapax, method):
    task = created(hapax, "owner")
    theirs = code_of(hapax.call, method, {"task_id": task.task_id}, user="thief")
    none = code_of(hapax.call, method, {"task_id": task.task_id + 1_000_000}, user="thief")
    assert theirs[0] == none[0] == NOT_FOUND
    assert theirs[1].replace(str(task.task_id), "N") == none[1].replace(str(task.task_id + 1_000_000), "N")
    assert hapax.call("GetTask", {"task_id": task.task_id}, user="owner") == task


@pytest.mark.parametrize("request_", [b"\xff\xff\xff\xff", b"\x0a\xff\xff\xff\xff\x7f", b"\x0a", b"\x0f" * 100, bytes(range(256)) * 40],
                         ids=["no tag", "length beyond the end", "cut off", "end group", "noise"])
def test_a_malformed_message_is_refused_and_the_process_lives(hapax, request_):
    code, _ = code_of(hapax.peer.call_bytes, CREATE, request_, [("user-id", "ada")])
    assert code == INVALID
    assert hapax.alive()


def test_huge_headers_are_refused_and_the_process_lives(hapax):
    peer = Peer(hapax.port)
    code, _ = code_of(peer.call, CREATE, {"title": "Headers"}, [("user-id", "ada"), ("junk", "x" * 4_000_000)])
    peer.close()
    assert code not in (OK, grpc.StatusCode.UNIMPLEMENTED)
    assert hapax.alive() and created(hapax, "after the headers").task_id > 0


# ---- the same by invocation ----

class Invoke:
    """OnInvoke as the sidecar calls it."""

    def __init__(self, hapax):
        self.hapax = hapax

    def __call__(self, verb, path, body=None, query="", metadata=()):
        request = message("dapr.proto.common.v1.InvokeRequest", method=path, content_type="application/json")
        request.http_extension.verb = request.http_extension.DESCRIPTOR.fields_by_name["verb"].enum_type.values_by_name[verb].number
        request.http_extension.querystring = query
        if body is not None:
            request.data.value = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = self.hapax.peer.call("dapr.proto.runtime.v1.AppCallback/OnInvoke", request, metadata)
        return json.loads(answer.data.value) if answer.data.value else None


@pytest.fixture(name="invoke")
def _invoke(hapax):
    return Invoke(hapax)


def test_invocation_answers_tasks_as_json(invoke):
    task = invoke("POST", "api/json/tasks", {"title": "By JSON", "due_date": "2030-01-01T00:00:00Z"})
    assert task["title"] == "By JSON" and task["due_date"] == "2030-01-01T00:00:00Z" and task["user_id"] == "json"
    assert invoke("GET", f"api/json/tasks/{task['task_id']}") == task
    assert invoke("PATCH", f"api/json/tasks/{task['task_id']}", {"title": "By PATCH"})["title"] == "By PATCH"
    assert invoke("GET", "api/json/tasks", query="page_size=1")["tasks"][0]["title"] == "By PATCH"


def error_of(invoke, *arguments, **named):
    """The JSON error of a refused invocation: it is the message of the gRPC status, which a sidecar turns into the HTTP status."""
    code, text = code_of(invoke, *arguments, **named)
    assert code != OK, text
    error = json.loads(text)["error"]
    assert error["code"] == code.name and isinstance(error["violations"], list)
    return error


@pytest.mark.parametrize("body, code, says", [
    ({}, "INVALID_ARGUMENT", "title"),
    ({"title": 7}, "INVALID_ARGUMENT", "title"),
    ({"title": "ok", "due_date": "tomorrow"}, "INVALID_ARGUMENT", "due_date"),
    ({"title": "ok", "colour": "red"}, "INVALID_ARGUMENT", "colour"),
    (b"{", "INVALID_ARGUMENT", ""),
    (b"[]", "INVALID_ARGUMENT", ""),
    (b"[" * 10_000, "INVALID_ARGUMENT", ""),
    (b'{"title": "\xc3\x28"}', "INVALID_ARGUMENT", "UTF-8"),
    (b'{"title": "a\\ud800b"}', "INVALID_ARGUMENT", ""),
    (b'{"title": "a\\u0000b"}', "INVALID_ARGUMENT", ""),
], ids=["no title", "number as title", "due date in words", "unknown field", "half an object", "array", "nested deep", "no UTF-8", "lone surrogate", "U+0000"])
def test_bad_json_is_refused_with_a_reason(invoke, body, code, says):
    error = error_of(invoke, "POST", "api/bad/tasks", body)
    assert error["code"] == code and says in error["message"], error


def test_all_that_is_wrong_is_named_at_once_and_nothing_is_written(hapax, invoke, count):
    wrong = {"title": "x" * 201, "priority": "urgent", "tags": ["ok", ""]}
    code, text = code_of(hapax.call, "CreateTask", wrong, user="all-wrong")
    assert code == INVALID and all(field in text for field in ("title: ", "priority: ", "tags[1]: ")), text
    error = error_of(invoke, "POST", "api/all-wrong/tasks", {**wrong, "due_date": "tomorrow", "colour": "red"})
    assert {violation["field"] for violation in error["violations"]} == {"title", "priority", "tags[1]", "due_date", "colour"}
    assert count("all-wrong") == 0 and hapax.database.value("select count(*) from tasks.outbox where partition_key = 'all-wrong'") == 0


@pytest.mark.parametrize("verb, path", [("GET", "api/ada/tasks/999999999"), ("GET", "api/ada/tasks/abc"), ("GET", "nothing/here"), ("PUT", "api/ada/tasks"),
                                        ("GET", ""), ("POST", "api//tasks"), ("GET", "api/ada/tasks/1/2/3")])
def test_an_unknown_path_or_verb_is_an_error_and_not_unimplemented(invoke, verb, path):
    assert error_of(invoke, verb, path, b"{}")["code"] in ("NOT_FOUND", "INVALID_ARGUMENT")


def test_the_path_must_name_the_calling_user(invoke):
    assert error_of(invoke, "POST", "api/ada/tasks", {"title": "Mine?"}, metadata=[("user-id", "eve")])["code"] in ("PERMISSION_DENIED", "NOT_FOUND")
