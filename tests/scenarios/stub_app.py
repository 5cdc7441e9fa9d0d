"""An app as a sidecar sees one: an AppCallback in Python that writes down what it gets and answers as it is told."""

import concurrent.futures
import threading

import grpc
from google.protobuf import empty_pb2, struct_pb2
from harness.protos import message

V1 = "dapr.proto.runtime.v1."
SUCCESS, RETRY, DROP = 0, 1, 2


def subscription(topic, raw=False, bulk=0, pubsub="pubsub"):
    fields = {"pubsub_name": pubsub, "topic": topic, "metadata": {"rawPayload": "true"} if raw else {},
              "routes": message(V1 + "TopicRoutes", default=f"/events/{topic}")}
    if bulk:
        fields["bulk_subscribe"] = message(V1 + "BulkSubscribeConfig", enabled=True, max_messages_count=bulk)
    return message(V1 + "TopicSubscription", **fields)


class Got:
    """One delivery of one event."""

    def __init__(self, topic, data, request=None, entry=None, call=0):
        self.topic, self.data, self.request, self.entry, self.call = topic, data, request, entry, call

    @property
    def extensions(self):
        return dict(struct_pb2.Struct.FromString(self.request.extensions))


class StubApp:
    """answer(got) gives SUCCESS, RETRY, DROP or raises a grpc.StatusCode; None is SUCCESS."""

    def __init__(self, port, subscriptions, answer=None):
        self.port, self.subscriptions, self.answer = port, subscriptions, answer
        self.got, self.asked, self.calls, self.invoked = [], 0, 0, []
        self.lock = threading.Lock()
        self.server = None

    def start(self):
        self.server = grpc.server(concurrent.futures.ThreadPoolExecutor(16), options=[("grpc.so_reuseport", 0)])
        self.server.add_generic_rpc_handlers((self,))
        assert self.server.add_insecure_port(f"127.0.0.1:{self.port}") == self.port
        self.server.start()
        return self

    def stop(self):
        if self.server:
            self.server.stop(None).wait()
            self.server = None

    def service(self, details):
        handler = {"ListTopicSubscriptions": self._list, "OnTopicEvent": self._single, "OnBulkTopicEvent": self._bulk,
                   "OnInvoke": self._invoke}.get(details.method.rsplit("/", 1)[1])
        return grpc.unary_unary_rpc_method_handler(handler) if handler else None

    def _list(self, request, _context):
        empty_pb2.Empty.FromString(request)
        self.asked += 1
        return message(V1 + "ListTopicSubscriptionsResponse", subscriptions=self.subscriptions).SerializeToString()

    def _status(self, got, context):
        with self.lock:
            self.got.append(got)
        status = self.answer(got) if self.answer else SUCCESS
        if isinstance(status, grpc.StatusCode):
            context.abort(status, "as told")
        return status or SUCCESS

    def _call(self):
        with self.lock:
            self.calls += 1
            return self.calls

    def _single(self, request, context):
        request = message(V1 + "TopicEventRequest").FromString(request)
        status = self._status(Got(request.topic, request.data, request=request, call=self._call()), context)
        return message(V1 + "TopicEventResponse", status=status).SerializeToString()

    def _bulk(self, request, context):
        request = message(V1 + "TopicEventBulkRequest").FromString(request)
        call = self._call()
        statuses = [message(V1 + "TopicEventBulkResponseEntry", entry_id=entry.entry_id,
                            status=self._status(Got(request.topic, entry.bytes, request=request, entry=entry, call=call), context))
                    for entry in request.entries]
        return message(V1 + "TopicEventBulkResponse", statuses=statuses).SerializeToString()

    def _invoke(self, request, context):
        request = message("dapr.proto.common.v1.InvokeRequest").FromString(request)
        self.invoked.append((request, dict(context.invocation_metadata())))
        if request.method == "missing":
            context.abort(grpc.StatusCode.NOT_FOUND, '{"error": {"code": "NOT_FOUND"}}')
        answer = message("dapr.proto.common.v1.InvokeResponse", content_type="application/json")
        answer.data.value = b'{"fine": true}'
        return answer.SerializeToString()
