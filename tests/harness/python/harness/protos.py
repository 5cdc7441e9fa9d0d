"""Messages and methods of this tree's .proto files, without generated modules."""

import functools
import os
import tempfile

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

from . import places


ROOT = places.TREE / "proto"


@functools.cache
def pool():
    """The descriptors of all of them."""
    from grpc_tools import protoc  # pylint: disable=import-outside-toplevel
    files = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.proto"))
    include = os.path.join(os.path.dirname(protoc.__file__), "_proto")
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "set")
        status = protoc.main(["protoc", f"-I{ROOT}", f"-I{include}", "--include_imports", f"--descriptor_set_out={target}", *files])
        assert status == 0, f"the .proto files in {ROOT} don't compile"
        with open(target, "rb") as file:
            found = descriptor_pb2.FileDescriptorSet.FromString(file.read())
    made = descriptor_pool.DescriptorPool()
    for file in found.file:
        made.Add(file)
    return made


def message(name, /, **fields):
    """message("dapr.proto.runtime.v1.TopicEventRequest", id="1")"""
    return message_factory.GetMessageClass(pool().FindMessageTypeByName(name))(**fields)


class Peer:
    """A plaintext gRPC client. Errors are grpc.RpcError with code() and details()."""

    def __init__(self, port, host="127.0.0.1"):
        self.channel = grpc.insecure_channel(f"{host}:{port}", options=[
            ("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1), ("grpc.enable_retries", 0),
            ("grpc.initial_reconnect_backoff_ms", 100), ("grpc.max_reconnect_backoff_ms", 500), ("grpc.use_local_subchannel_pool", 1)])

    def call(self, path, request=None, metadata=(), timeout=20):
        """path: "package.Service/Method". request: a message, or a dict in JSON form. Returns the message."""
        service, method_name = path.split("/")
        method = pool().FindServiceByName(service).FindMethodByName(method_name)
        if not hasattr(request, "SerializeToString"):
            request = json_format.ParseDict(request or {}, message(method.input_type.full_name))
        answer = self.call_bytes(path, request.SerializeToString(), metadata, timeout)
        return message_factory.GetMessageClass(method.output_type).FromString(answer)

    def call_bytes(self, path, request, metadata=(), timeout=20):
        """Bytes in, bytes out."""
        return self.channel.unary_unary(f"/{path}")(request, metadata=tuple(metadata), timeout=timeout)

    def start(self, path, request, metadata=(), timeout=20):
        """A future of the answer's bytes."""
        return self.channel.unary_unary(f"/{path}").future(request.SerializeToString(), metadata=tuple(metadata), timeout=timeout)

    def close(self):
        self.channel.close()


def code_of(action, *arguments, **named):
    """The gRPC status code that a call ends with, and its message; OK and the answer if it succeeds."""
    try:
        return grpc.StatusCode.OK, action(*arguments, **named)
    except grpc.RpcError as error:
        return error.code(), error.details()
