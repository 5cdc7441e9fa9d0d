"""The way to the sidecar: Dapr's HTTP API, by the standard library."""

from __future__ import annotations

import http.client
import os
import random
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Tuple
from urllib.parse import quote, urlsplit

from google.protobuf.message import Message

from ._event import Event, EventType, Form, Options, checked_form, new_event

if TYPE_CHECKING:
    from typing_extensions import Unpack

_ANSWER_MAX_BYTES = 64 * 1024
_PAUSE_S = 0.1
_SPARE_MAX = 16


class PublishError(Exception):
    """Why the sidecar didn't take an event, or that nobody knows whether it did. Publishing again with the same id is safe in either case."""

    def __init__(self, event_id: str, kind: str, topic: str, status: int, answer: str) -> None:
        said = f"the sidecar answered {status}: {answer}" if status else answer
        super().__init__(f"publishing {kind} {event_id} to {topic}: {said}")
        self.id = event_id
        self.type = kind
        self.topic = topic
        self.status = status  # of the sidecar's last answer; 0: there was none
        self.answer = answer  # its text; without an answer, why there is none

    @property
    def may_pass(self) -> bool:
        """Whether the same event may be taken a moment later."""
        return self.status in (0, 429) or self.status >= 500


class Client:
    """Publishes through one sidecar. Any number of threads may use it at once."""

    def __init__(self, endpoint: Optional[str] = None, *, token: Optional[str] = None, pubsub: Optional[str] = None,
                 topics: Optional[Mapping[str, str]] = None, form: Optional[Form] = None, timeout_s: float = 10.0, attempts: int = 3) -> None:
        """What isn't given comes from the environment: DAPR_HTTP_ENDPOINT or DAPR_HTTP_PORT, DAPR_API_TOKEN, HAPAX_PUBSUB, HAPAX_TOPICS and
        HAPAX_EVENT_DATA.

        topics: those that have another name at the broker. form: of the data, "json" or "protobuf". timeout_s: of one attempt.
        attempts: in all, while the sidecar is away or fails; all carry the same id.
        """
        if attempts < 1 or timeout_s <= 0:
            raise ValueError(f"attempts is {attempts} and timeout_s {timeout_s}; allowed are 1 attempt or more, and more than 0 s")
        self._address = _Address(endpoint or _environment("DAPR_HTTP_ENDPOINT", "http://127.0.0.1:" + _environment("DAPR_HTTP_PORT", "3500")))
        self._token = token if token is not None else os.environ.get("DAPR_API_TOKEN", "")
        self._pubsub = pubsub or _environment("HAPAX_PUBSUB", "pubsub")
        self._topics = dict(topics) if topics is not None else _read_topics(os.environ.get("HAPAX_TOPICS", ""))
        self._form = checked_form("form", form) if form else checked_form("HAPAX_EVENT_DATA", _environment("HAPAX_EVENT_DATA", "json"))
        self._timeout_s = timeout_s
        self._attempts = attempts
        self._lock = threading.Lock()
        self._spare: List[http.client.HTTPConnection] = []

    def publish(self, kind: EventType, data: Message, **options: Unpack[Options]) -> str:
        """Validates the data and publishes it as an event of that kind. Returns the event's id. Raises ValidationError, and nothing was sent, or
        PublishError."""
        event = new_event(kind, data, self._form, **options)
        topic = self._topics.get(kind.topic, kind.topic)
        attempt = 1
        while True:
            status, answer = self._post(topic, event)
            if 200 <= status < 300:
                return event.id
            error = PublishError(event.id, kind.type, topic, status, answer)
            if attempt >= self._attempts or not error.may_pass:
                raise error
            least = _PAUSE_S * 2 ** min(attempt - 1, 6)
            time.sleep(random.uniform(least, 2 * least))
            attempt += 1

    def close(self) -> None:
        """Closes the connections that are kept for the next event."""
        with self._lock:
            spare, self._spare = self._spare, []
        for connection in spare:
            connection.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def _post(self, topic: str, event: Event) -> Tuple[int, str]:
        """(status, answer); status 0: there was no answer."""
        # Encoded twice: the sidecar decodes the query, and the broker gets a key that any header can hold.
        key = quote(quote(event.key, safe=""), safe="")
        path = f"{self._address.path}/v1.0/publish/{quote(self._pubsub, safe='')}/{quote(topic, safe='')}?metadata.partitionKey={key}"
        headers = {"content-type": "application/cloudevents+json"}
        if self._token:
            headers["dapr-api-token"] = self._token
        while True:
            spare = self._take()
            connection = spare or self._address.connect(self._timeout_s)
            try:
                return self._exchange(connection, path, event.body, headers)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                if not spare or not isinstance(error, ConnectionError):
                    return 0, f"{self._address.text}: {str(error) or type(error).__name__}"
            # The sidecar closed it while nobody used it: take another.

    def _exchange(self, connection: http.client.HTTPConnection, path: str, body: bytes, headers: Dict[str, str]) -> Tuple[int, str]:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        answer = response.read(_ANSWER_MAX_BYTES).decode("utf-8", "replace").strip()
        if response.isclosed() and not response.will_close:
            self._give_back(connection)
        else:
            connection.close()
        return response.status, answer

    def _take(self) -> Optional[http.client.HTTPConnection]:
        with self._lock:
            return self._spare.pop() if self._spare else None

    def _give_back(self, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            if len(self._spare) < _SPARE_MAX:
                self._spare.append(connection)
                return
        connection.close()


class _Address:
    def __init__(self, text: str) -> None:
        parts = urlsplit(text)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
            raise ValueError(f"the sidecar's address is {text!r} (DAPR_HTTP_ENDPOINT, DAPR_HTTP_PORT); allowed is http[s]://HOST[:PORT]")
        self.text, self.path = text, parts.path.rstrip("/")
        self._host, self._port = parts.hostname, port
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None

    def connect(self, timeout_s: float) -> http.client.HTTPConnection:
        if self._tls:
            return http.client.HTTPSConnection(self._host, self._port, timeout=timeout_s, context=self._tls)
        return http.client.HTTPConnection(self._host, self._port, timeout=timeout_s)


def _environment(name: str, otherwise: str) -> str:
    return os.environ.get(name) or otherwise


def _read_topics(text: str) -> Dict[str, str]:
    topics: Dict[str, str] = {}
    for pair in filter(str.strip, text.split(",")):
        ours, found, theirs = (part.strip() for part in pair.partition("="))
        if not found or not ours or not theirs or ours in topics:
            raise ValueError(f"HAPAX_TOPICS has {pair!r}; allowed are pairs OURS=THEIRS with commas between, each name once")
        topics[ours] = theirs
    return topics
