"""The users of the demo: each sends its commands in order, repeats what got no answer under the same key, and keeps the answers."""

import asyncio

import grpc
from harness.protos import message

from count import Acknowledged
from plan import COMPLETE, CREATE, UPDATE

SERVICE = "/hapax.tasks.v1.TaskService/"
# Answers that leave open whether the command was executed, or ask to try again.
REPEATED = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.ABORTED, grpc.StatusCode.CANCELLED,
            grpc.StatusCode.UNKNOWN, grpc.StatusCode.INTERNAL, grpc.StatusCode.RESOURCE_EXHAUSTED}
CHANNEL = [("grpc.enable_retries", 0), ("grpc.initial_reconnect_backoff_ms", 100), ("grpc.min_reconnect_backoff_ms", 100),
           ("grpc.max_reconnect_backoff_ms", 200)]
CALL_S, GIVE_UP_S, PAUSE_S = 5, 60, 0.05


class Clients:
    def __init__(self, port, in_flight):
        self.channel = grpc.aio.insecure_channel(f"127.0.0.1:{port}", options=CHANNEL)
        self.methods = {kind: self.channel.unary_unary(SERVICE + kind) for kind in (CREATE, UPDATE, COMPLETE)}
        self.task_class = type(message("hapax.tasks.v1.Task"))
        self.room = asyncio.Semaphore(in_flight)
        self.acknowledged = []
        self.calls = self.repeated_calls = 0
        self.task_ids = {}
        self.differing = []  # second answers that weren't the first's bytes
        self.unanswered = []  # commands that were refused, or got no answer in GIVE_UP_S

    async def run(self, commands_of_users):
        await asyncio.gather(*map(self._user, commands_of_users))
        await self.channel.close()

    async def _user(self, commands):
        for command in commands:
            request = self._request(command)
            times = 2 if command.twice else 1
            try:
                answers = await asyncio.gather(*(self._until_answered(command, request) for _ in range(times)))
            except grpc.aio.AioRpcError as error:
                self.unanswered.append(f"{command.key}: {error.code().name}: {error.details()}")
                return  # the user's further commands build on this one
            if len(set(answers)) > 1:
                self.differing.append(command.key)
            task = self.task_class.FromString(answers[0])
            self.task_ids[command.task] = task.task_id
            self.acknowledged.append(Acknowledged(command, task.task_id, task.version))

    def _request(self, command):
        if command.kind == CREATE:
            return message("hapax.tasks.v1.CreateTaskRequest", title=command.title).SerializeToString()
        if command.kind == COMPLETE:
            return message("hapax.tasks.v1.CompleteTaskRequest", task_id=self.task_ids[command.task]).SerializeToString()
        request = message("hapax.tasks.v1.UpdateTaskRequest", task_id=self.task_ids[command.task])
        request.title.value = command.title
        return request.SerializeToString()

    async def _until_answered(self, command, request):
        metadata = (("user-id", command.user), ("idempotency-key", command.key))
        deadline = asyncio.get_running_loop().time() + GIVE_UP_S
        while True:
            try:
                async with self.room:
                    self.calls += 1
                    return await self.methods[command.kind](request, metadata=metadata, timeout=CALL_S)
            except grpc.aio.AioRpcError as error:
                if error.code() not in REPEATED or asyncio.get_running_loop().time() > deadline:
                    raise
            self.repeated_calls += 1
            await asyncio.sleep(PAUSE_S)
