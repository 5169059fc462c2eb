package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells databases, brokers and caches, which serve no pages that could count visits, from web apps,
 * by what a chart says of the container. Pure functions.
 */
final class Databases {

  /** Ports that IANA lists for what is not HTTP, or that such programs are known by. */
  private static final Map<Integer, String> PORTS =
      Map.ofEntries(
          Map.entry(1433, "SQL Server"),
          Map.entry(1521, "Oracle"),
          Map.entry(2181, "ZooKeeper"),
          Map.entry(2379, "etcd"),
          Map.entry(3306, "MySQL"),
          Map.entry(4222, "NATS"),
          Map.entry(5432, "PostgreSQL"),
          Map.entry(5672, "AMQP"),
          Map.entry(6379, "Redis"),
          Map.entry(9042, "Cassandra"),
          Map.entry(9092, "Kafka"),
          Map.entry(11211, "memcached"),
          Map.entry(26257, "CockroachDB"),
          Map.entry(27017, "MongoDB"));

  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:^|/)(postgres(?:ql)?|mysql|mariadb|redis|valkey|mongo(?:db)?|kafka|zookeeper|rabbitmq|cassandra|memcached|etcd|nats|cockroach|couchdb)(?:-(?:ha|cluster|server|sharded|repmgr|alpine))?(?:[:@]|$)");
  private static final Pattern CLIENT =
      Pattern.compile(
          "\\b(pg_isready|psql|mysqladmin|mysql|mariadb-admin|redis-cli|valkey-cli|mongosh?|rabbitmq-diagnostics|rabbitmqctl|cqlsh|nodetool|etcdctl|kafka-[a-z-]+|zkServer\\.sh)\\b");

  private Databases() {}

  /** What shows that the container is no web app; empty where nothing does. */
  static Optional<String> sign(Container container) {
    if (probes(container).anyMatch(probe -> probe.getHttpGet() != null)) {
      return Optional.empty();
    }
    return client(container).or(() -> image(container)).or(() -> port(container));
  }

  private static Optional<String> client(Container container) {
    return probes(container)
        .map(Probe::getExec)
        .filter(Objects::nonNull)
        .flatMap(exec -> CLIENT.matcher(String.join(" ", exec.getCommand())).results())
        .findFirst()
        .map(client -> "a probe runs " + client.group(1));
  }

  private static Optional<String> image(Container container) {
    return IMAGE
        .matcher(String.valueOf(container.getImage()))
        .results()
        .findFirst()
        .map(name -> "its image is " + container.getImage());
  }

  private static Optional<String> port(Container container) {
    List<ContainerPort> ports = Objects.requireNonNullElse(container.getPorts(), List.of());
    return ports.size() == 1 && PORTS.containsKey(ports.get(0).getContainerPort())
        ? Optional.of(
            "port %d is %s's"
                .formatted(
                    ports.get(0).getContainerPort(), PORTS.get(ports.get(0).getContainerPort())))
        : Optional.empty();
  }

  private static Stream<Probe> probes(Container container) {
    return Stream.of(
            container.getLivenessProbe(),
            container.getReadinessProbe(),
            container.getStartupProbe())
        .filter(Objects::nonNull);
  }
}
