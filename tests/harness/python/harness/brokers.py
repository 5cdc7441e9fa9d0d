"""Real brokers, each alone on free ports in a folder of its own."""

import os
import pwd
import shutil
import uuid

from . import places
from .ports import accepts, free_port
from .process import Part, run
from .wait import wait_until

TOPICS = ("task-events", "task-updates", "reminder-events", "notification-events", "user-events", "security-events",
          "gamification-events", "order-events", "inventory-events", "payment-events", "shipping-events")


class InMemory:
    """Lives in the sidecar."""

    components = "local"

    def replacements(self):
        return {}

    def new_group(self, group):
        pass

    def close(self):
        pass


class Redis:
    components = "redis"

    def __init__(self, log_dir):
        self.folder = places.temporary_folder("redis")
        self.port = free_port()
        self.part = Part(f"redis-{self.port}", [places.system_program("redis-server"), "--port", self.port, "--bind", "127.0.0.1", "--dir", self.folder,
                                                "--save", "", "--appendonly", "yes"], log_dir)

    def start(self):
        self.part.start()
        wait_until(lambda: accepts(self.port), 10, "Redis")
        return self

    def replacements(self):
        return {"localhost:6379": f"127.0.0.1:{self.port}"}

    def new_group(self, group):
        pass  # each Redis serves one test

    def command(self, *words):
        return run([places.system_program("redis-cli"), "-p", self.port, *words]).stdout.strip()

    def close(self):
        self.part.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Kafka:
    """One node in KRaft mode, as both broker and controller."""

    components = "kafka"

    def __init__(self, log_dir):
        self.folder = places.temporary_folder("kafka")
        self.port, controller = free_port(), free_port()
        libs = places.CACHE / "kafka" / "libs"
        assert libs.is_dir(), f"{libs} is missing: run tests/integration/toolchain/build.sh kafka"
        self.classpath = f"{libs}/*"
        config = os.path.join(self.folder, "server.properties")
        with open(config, "w", encoding="utf-8") as file:
            file.write("\n".join((
                "process.roles=broker,controller", "node.id=1", f"controller.quorum.voters=1@127.0.0.1:{controller}",
                f"listeners=PLAINTEXT://127.0.0.1:{self.port},CONTROLLER://127.0.0.1:{controller}",
                f"advertised.listeners=PLAINTEXT://127.0.0.1:{self.port}", "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT", f"log.dirs={self.folder}/log",
                "num.partitions=3", "offsets.topic.replication.factor=1", "offsets.topic.num.partitions=3",
                "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1", "group.initial.rebalance.delay.ms=0",
                "auto.create.topics.enable=false", "log.cleaner.enable=false", "")))
        self._java = [places.system_program("java"), "-Xmx512m", "-Xms64m", "-XX:TieredStopAtLevel=1", "-cp", self.classpath]
        run([*self._java, "kafka.tools.StorageTool", "format", "-t", "aGFwYXgtdGVzdC1rYWZrYQ", "-c", config])
        self.part = Part("kafka", [*self._java, "kafka.Kafka", config], log_dir, cwd=self.folder)

    def start(self):
        self.part.start()
        wait_until(lambda: accepts(self.port), 60, "Kafka to listen")
        self.create_topics()
        return self

    def _admin(self):
        from kafka.admin import KafkaAdminClient  # pylint: disable=import-outside-toplevel
        return KafkaAdminClient(bootstrap_servers=f"127.0.0.1:{self.port}")

    def create_topics(self, names=TOPICS, partitions=3):
        from kafka.admin import NewTopic  # pylint: disable=import-outside-toplevel
        admin = wait_until(self._admin, 30, "Kafka's admin interface")
        admin.create_topics([NewTopic(name=name, num_partitions=partitions, replication_factor=1) for name in names])
        admin.close()

    def replacements(self):
        return {"localhost:9092": f"127.0.0.1:{self.port}"}

    def new_group(self, group):
        """The group starts at the present end of all topics: what earlier tests published isn't this one's."""
        consumer, partitions = self._assigned(group)
        from kafka.structs import OffsetAndMetadata  # pylint: disable=import-outside-toplevel
        ends = consumer.end_offsets(partitions)
        consumer.commit({partition: OffsetAndMetadata(end, "", -1) for partition, end in ends.items()})
        consumer.close()

    def lag(self, group):
        consumer, partitions = self._assigned(group)
        ends = consumer.end_offsets(partitions)
        lag = sum(end - (consumer.committed(partition) or 0) for partition, end in ends.items())
        consumer.close()
        return lag

    def _assigned(self, group):
        from kafka import KafkaConsumer  # pylint: disable=import-outside-toplevel
        from kafka.structs import TopicPartition  # pylint: disable=import-outside-toplevel
        consumer = KafkaConsumer(bootstrap_servers=f"127.0.0.1:{self.port}", group_id=group, enable_auto_commit=False)
        partitions = [TopicPartition(topic, number) for topic in TOPICS for number in consumer.partitions_for_topic(topic) or ()]
        consumer.assign(partitions)
        return consumer, partitions

    def send(self, topic, *values, key=None, headers=None, partition=None):
        """Straight to the broker, past the sidecar: bytes as they are."""
        from kafka import KafkaProducer  # pylint: disable=import-outside-toplevel
        producer = KafkaProducer(bootstrap_servers=f"127.0.0.1:{self.port}", acks="all")
        for sent in [producer.send(topic, value=value, key=key, headers=headers or [], partition=partition) for value in values]:
            sent.get(timeout=20)
        producer.close()

    def keys(self, topic):
        """Of all messages of a topic."""
        consumer, partitions = self._assigned(None)
        wanted = [partition for partition in partitions if partition.topic == topic]
        consumer.assign(wanted)
        consumer.seek_to_beginning(*wanted)
        ends, found = consumer.end_offsets(wanted), []
        while any(consumer.position(partition) < end for partition, end in ends.items()):
            for records in consumer.poll(timeout_ms=500).values():
                found += [record.key for record in records]
        consumer.close()
        return found

    def restart(self):
        self.part.kill()
        self.part.start()
        wait_until(lambda: accepts(self.port), 60, "Kafka to listen again")

    def close(self):
        self.part.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class RabbitMq:
    components = "rabbitmq"

    def __init__(self, log_dir):
        self.folder = places.temporary_folder("rabbit")
        self.port, distribution, self.mapper_port = free_port(), free_port(), free_port()
        self.user = "rabbitmq" if os.geteuid() == 0 else None
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        node = f"hapax{uuid.uuid4().hex[:8]}@localhost"
        config = os.path.join(self.folder, "rabbitmq.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"listeners.tcp.1 = 127.0.0.1:{self.port}\nloopback_users = none\nlog.console = true\nlog.file = false\n")
        env = {"RABBITMQ_NODENAME": node, "RABBITMQ_NODE_PORT": str(self.port), "RABBITMQ_DIST_PORT": str(distribution),
               "RABBITMQ_MNESIA_BASE": self.folder, "RABBITMQ_LOG_BASE": self.folder, "RABBITMQ_CONFIG_FILE": config,
               "RABBITMQ_CONF_ENV_FILE": "/dev/null", "RABBITMQ_ENABLED_PLUGINS_FILE": f"{self.folder}/plugins", "HOME": self.folder,
               "RABBITMQ_PID_FILE": f"{self.folder}/pid",
               # One process, which is ours to stop, without a shell that waits for it; and Erlang's port mapper, which outlives it, on a
               # port of our own.
               "RABBITMQ_ALLOW_INPUT": "1", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-noinput",
               "ERL_EPMD_PORT": str(self.mapper_port), "ERL_EPMD_ADDRESS": "127.0.0.1"}
        # The package's wrapper in /usr/sbin insists on changing users by itself; this is what it runs in the end.
        program = "/usr/lib/rabbitmq/bin/rabbitmq-server"
        self.part = Part("rabbitmq", [program if os.path.exists(program) else places.system_program("rabbitmq-server")], log_dir, env=env,
                         user=self.user, cwd=self.folder)

    def start(self):
        self.part.start()
        wait_until(lambda: accepts(self.port), 60, "RabbitMQ")
        return self

    def replacements(self):
        return {"localhost:5672": f"127.0.0.1:{self.port}"}

    def new_group(self, group):
        pass  # queues belong to an app-id and begin empty

    def close(self):
        self.part.kill()
        run([places.system_program("epmd"), "-port", self.mapper_port, "-kill"], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
