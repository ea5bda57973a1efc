/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.beamlambda.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker and its controller (KRaft) inside this JVM, for trials, demos and tests. It
 * listens on the loopback interface only, keeps records however old their timestamps are, and
 * creates no topic by itself.
 *
 * <pre>{@code
 * try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
 *   kafka.createTopic("flights", 2);
 *   ... kafka.bootstrapServers() ...
 * }
 * }</pre>
 *
 * <p>A broker that was given a directory can be closed and started again on the same directory and
 * port; it then has the topics and records that it had before.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final int BIND_ATTEMPTS = 5;
  private static final int NODE_ID = 1;
  private static final String LOOPBACK = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;
  private final Path dir;
  private final boolean deleteOnClose;
  private final @Nullable KafkaSecurity security;
  private boolean closed;

  private EmbeddedKafka(
      KafkaRaftServer server,
      int port,
      Path dir,
      boolean deleteOnClose,
      @Nullable KafkaSecurity security) {
    this.security = security;
    this.server = server;
    this.port = port;
    this.dir = dir;
    this.deleteOnClose = deleteOnClose;
  }

  /** Starts a broker on any free port, with a directory of its own that is deleted on close. */
  public static EmbeddedKafka start() {
    return start(Config.defaults());
  }

  /**
   * Starts a broker and returns when it serves requests, which takes a few seconds.
   *
   * @throws IllegalStateException if the port is taken
   * @throws UncheckedIOException if the directory cannot be written
   */
  public static EmbeddedKafka start(Config config) {
    try {
      // Looked at first, so that a taken port leaves nothing behind and logs nothing.
      probe(config.port());
      Path given = config.dir();
      Path dir = given == null ? Files.createTempDirectory("embedded-kafka") : given;
      format(dir);
      KafkaSecurity security =
          config.users().isEmpty() ? null : KafkaSecurity.of(config.users(), dir);
      return start(dir, config.port(), given == null, security);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the broker's directory: " + e.getMessage(), e);
    }
  }

  private static EmbeddedKafka start(
      Path dir, int wantedPort, boolean deleteOnClose, @Nullable KafkaSecurity security)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = probe(wantedPort);
      KafkaRaftServer server =
          new KafkaRaftServer(new KafkaConfig(properties(dir, port, security), false), Time.SYSTEM);
      try {
        server.startup();
        EmbeddedKafka kafka = new EmbeddedKafka(server, port, dir, deleteOnClose, security);
        if (security != null) {
          security.addUsers(kafka.bootstrapServers());
        }
        return kafka;
      } catch (RuntimeException e) {
        server.shutdown();
        // A port that was free when probed may be taken when the broker binds it: probe again.
        if (!bindFailed(e) || attempt == BIND_ATTEMPTS) {
          if (deleteOnClose) {
            Utils.delete(dir.toFile());
          }
          throw e;
        }
      }
    }
  }

  private static boolean bindFailed(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** What {@code kafka-storage format} would do; a directory that has been formatted is kept. */
  private static void format(Path dir) throws IOException {
    Path file = dir.resolve("meta.properties");
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(dir);
    Files.write(
        file, List.of("version=1", "cluster.id=" + Uuid.randomUuid(), "node.id=" + NODE_ID));
  }

  private static Properties properties(Path dir, int port, @Nullable KafkaSecurity security)
      throws IOException {
    int controllerPort = probe(0);
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            Integer.toString(NODE_ID),
            "log.dirs",
            dir.toAbsolutePath().toString(),
            "listeners",
            "BROKER://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(LOOPBACK, port, controllerPort),
            "listener.security.protocol.map",
            "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name",
            "BROKER",
            "controller.listener.names",
            "CONTROLLER",
            "controller.quorum.voters",
            "%d@%s:%d".formatted(NODE_ID, LOOPBACK, controllerPort)));
    // Records carry event time: years old on the day they are written, and years apart. None of
    // that may expire them or start a segment.
    properties.putAll(
        Map.of(
            "log.retention.ms", "-1",
            "log.retention.bytes", "-1",
            "log.roll.ms", Long.toString(Long.MAX_VALUE)));
    // One broker; topics come from createTopic, so that a misspelt name is an error.
    properties.putAll(
        Map.of(
            "auto.create.topics.enable", "false",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.num.partitions", "1",
            "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));
    if (security != null) {
      properties.putAll(security.brokerProperties());
    }
    return properties;
  }

  /** Makes sure that a port can be bound, and picks a free one for 0. */
  private static int probe(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new IllegalStateException(
          "Cannot start a broker on port " + port + ": it is in use; choose another one", e);
    }
  }

  /** The broker's address, {@code host:port}. */
  public String bootstrapServers() {
    return LOOPBACK + ":" + port;
  }

  /** The port that clients connect to. */
  public int port() {
    return port;
  }

  /**
   * Creates a topic and returns when it can be written to.
   *
   * @throws org.apache.kafka.common.errors.TopicExistsException if there is one of that name
   */
  public void createTopic(String name, int partitions) {
    try (Admin admin = admin()) {
      Topics.create(admin, name, partitions);
    }
  }

  /** A client that may do everything. */
  public Admin admin() {
    Map<String, Object> config = new HashMap<>();
    if (security != null) {
      config.putAll(security.adminConfig());
    }
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return Admin.create(config);
  }

  /**
   * What a client needs besides the address: {@code security.protocol} and the like; nothing if the
   * broker is open to all.
   *
   * @param user one of the configuration's
   * @throws IllegalArgumentException if there is no such user
   */
  public Map<String, String> clientConfig(String user) {
    return security == null ? Map.of() : security.clientConfig(user);
  }

  /** Stops the broker, and deletes its directory unless the user has given it. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    if (deleteOnClose) {
      try {
        Utils.delete(dir.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + dir, e);
      }
    }
  }

  /**
   * How to start a broker.
   *
   * @param port the port that clients connect to, 0 for any free one
   * @param dir where the broker keeps its data, or null for a temporary directory that is deleted
   *     on close
   * @param users passwords by user; if there are any, the broker speaks TLS, knows its clients by
   *     SASL/SCRAM-SHA-512, and lets them do only what {@link #admin} has granted
   */
  public record Config(int port, @Nullable Path dir, Map<String, String> users) {

    private static final int MAX_PORT = 65535;

    /** Checks the port's range. */
    public Config {
      users = Map.copyOf(users);
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException("Invalid port: " + port + " (must be 0 to 65535)");
      }
    }

    /** Any free port and a temporary directory. */
    public static Config defaults() {
      return new Config(0, null, Map.of());
    }

    /** On this port. */
    public Config withPort(int port) {
      return new Config(port, dir, users);
    }

    /** In this directory, which is created if need be and never deleted. */
    public Config withDir(Path dir) {
      return new Config(port, dir, users);
    }

    /** Guarded, with these users: passwords by name. */
    public Config withUsers(Map<String, String> users) {
      return new Config(port, dir, users);
    }
  }
}
