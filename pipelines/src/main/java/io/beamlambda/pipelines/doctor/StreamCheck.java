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
package io.beamlambda.pipelines.doctor;

import io.beamlambda.io.KafkaStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the brokers can be reached as the job reaches them: at the addresses that are given, at
 * those that they advertise, and with the consumer's settings. What they have is asked then.
 */
final class StreamCheck implements Check {

  private static final int ANSWER_MILLIS = 8_000;
  private static final String PROTOCOL = AdminClientConfig.SECURITY_PROTOCOL_CONFIG;

  private final KafkaStream stream;
  private final @Nullable String board;

  /**
   * @param board the topic through which the readers of the job hear of each other, or null if they
   *     need none
   */
  StreamCheck(KafkaStream stream, @Nullable String board) {
    this.stream = stream;
    this.board = board;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(45);
  }

  @Override
  public List<Finding> run() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (!reach(findings)) {
      return findings;
    }
    try (Admin admin = Admin.create(settings())) {
      askBrokers(admin, findings);
    } catch (KafkaException e) {
      findings.add(
          Finding.fault(
              "kafka.settings",
              "the settings are refused: " + rootOf(e),
              "settings that a Kafka client takes",
              "correct --consumerConfig: names of files, of classes and of protocols"));
    }
    return findings;
  }

  /** Whether somebody listens at one of the addresses at least. */
  private boolean reach(List<Finding> findings) {
    List<String> failures = new ArrayList<>();
    String[] servers = stream.bootstrapServers().split(",", -1);
    for (String server : servers) {
      Optional<Address> address = Address.parse(server.strip());
      if (address.isEmpty()) {
        failures.add("'%s' is no host:port".formatted(server.strip()));
      } else {
        address
            .get()
            .unreachable()
            .ifPresent(reason -> failures.add("%s: %s".formatted(address.get(), reason)));
      }
    }
    String expected = "brokers that listen at " + stream.bootstrapServers();
    String mend =
        "start the broker, or correct --bootstrapServers; for a trial ./lambda has a broker:";
    if (failures.isEmpty()) {
      findings.add(
          Finding.ok("kafka.broker", stream.bootstrapServers() + " can be reached", expected));
      return true;
    }
    boolean all = failures.size() == servers.length;
    String found = "cannot be reached: " + String.join("; ", failures);
    Finding finding =
        all
            ? Finding.fault("kafka.broker", found, expected, mend)
            : Finding.warning("kafka.broker", found, expected, mend);
    findings.add(finding.withCommand("./lambda broker --port=9092"));
    return !all;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(stream.consumerConfig());
    settings.keySet().retainAll(AdminClientConfig.configNames());
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stream.bootstrapServers());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
    return settings;
  }

  private void askBrokers(Admin admin, List<Finding> findings) throws InterruptedException {
    Collection<Node> nodes;
    try {
      nodes =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
              .nodes()
              .get();
    } catch (ExecutionException e) {
      findings.add(refused(causeOf(e)));
      return;
    }
    findings.add(
        Finding.ok(
            "kafka.authentication",
            "accepted, by " + protocol(),
            "brokers that accept the settings"));
    findings.add(listeners(nodes));
    TopicCheck topics = new TopicCheck(admin, stream, ANSWER_MILLIS);
    findings.addAll(topics.ofStream());
    if (board != null) {
      findings.add(topics.ofBoard(board));
    }
  }

  private String protocol() {
    return String.valueOf(stream.consumerConfig().getOrDefault(PROTOCOL, "PLAINTEXT"));
  }

  private Finding refused(Throwable failure) {
    String expected = "brokers that accept the settings of --consumerConfig";
    if (failure instanceof SslAuthenticationException) {
      return Finding.fault(
          "kafka.authentication",
          "TLS fails: " + failure.getMessage(),
          expected,
          "name the trust store that has the certificate of the brokers' authority"
              + " (ssl.truststore.location), and a host that the certificate is for");
    }
    if (failure instanceof AuthenticationException) {
      return Finding.fault(
          "kafka.authentication",
          "refused: " + failure.getMessage(),
          expected,
          "correct user, password (sasl.jaas.config) and sasl.mechanism");
    }
    if (failure instanceof TimeoutException) {
      return Finding.fault(
          "kafka.authentication",
          "somebody listens there, but does not speak %s, or is overloaded: %s"
              .formatted(protocol(), failure.getMessage()),
          expected,
          "set %s to what the listener speaks (PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL), or name"
                  .formatted(PROTOCOL)
              + " the port of another listener");
    }
    return Finding.fault(
        "kafka.authentication",
        "%s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage()),
        expected,
        "mend what the error names");
  }

  /** Clients go on to the addresses that brokers advertise, whatever they were told at first. */
  private static Finding listeners(Collection<Node> nodes) {
    String expected = "advertised listeners that can be reached from here";
    List<String> failures =
        nodes.parallelStream()
            .map(
                node ->
                    new Address(node.host(), node.port())
                        .unreachable()
                        .map(
                            reason ->
                                "broker %d advertises %s:%d: %s"
                                    .formatted(node.id(), node.host(), node.port(), reason))
                        .orElse(null))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
    if (failures.isEmpty()) {
      return Finding.ok(
          "kafka.listeners",
          nodes.stream()
              .map(node -> node.host() + ":" + node.port())
              .collect(Collectors.joining(", ")),
          expected);
    }
    return Finding.fault(
        "kafka.listeners",
        String.join("; ", failures),
        expected,
        "make that name and port known and open here, or set advertised.listeners of the broker to"
            + " an address that clients reach");
  }

  /** What is behind all causes: Kafka's own message says only what could not be made. */
  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  static Throwable causeOf(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && (cause == failure || !(cause instanceof KafkaException))) {
      cause = cause.getCause();
    }
    return cause;
  }
}
