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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Whether the topics are there, complete, and allowed. */
final class TopicCheck {

  private static final int SHOWN = 10;

  private final Admin admin;
  private final KafkaStream stream;
  private final int millis;

  /**
   * @param millis how long each question may take
   */
  TopicCheck(Admin admin, KafkaStream stream, int millis) {
    this.admin = admin;
    this.stream = stream;
    this.millis = millis;
  }

  List<Finding> ofStream() throws InterruptedException {
    String topic = stream.topic();
    String expected = "a topic '%s' that this user may read".formatted(topic);
    TopicDescription description;
    try {
      description = describe(topic);
    } catch (ExecutionException e) {
      return List.of(missing(StreamCheck.causeOf(e), expected));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            "kafka.topic",
            "%s has %d partitions".formatted(topic, description.partitions().size()),
            expected));
    partitions(description).forEach(findings::add);
    findings.add(
        allowed(
            description.authorizedOperations(), Set.of(AclOperation.READ), topic, "kafka.rights"));
    return findings;
  }

  private TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(
            admin
                .describeTopics(
                    List.of(topic),
                    new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(millis))
                .topicNameValues()
                .get(topic))
        .get();
  }

  private Finding missing(Throwable failure, String expected) throws InterruptedException {
    String topic = stream.topic();
    if (failure instanceof UnknownTopicOrPartitionException) {
      List<String> topics = topics();
      return Finding.fault(
              "kafka.topic",
              "no topic '%s' at %s; %s"
                  .formatted(
                      topic,
                      stream.bootstrapServers(),
                      topics.isEmpty()
                          ? "there is none that this user may see"
                          : "there is " + String.join(", ", topics)),
              expected,
              "correct --topic, or create it:")
          .withCommand(
              "kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions 2"
                  .formatted(stream.bootstrapServers(), topic));
    }
    if (failure instanceof AuthorizationException) {
      return Finding.fault(
              "kafka.rights",
              "this user may not look at topic '%s'".formatted(topic),
              expected,
              "let an administrator grant it:")
          .withCommand(grant(topic, "--operation Describe --operation Read"));
    }
    return Finding.fault(
        "kafka.topic",
        "%s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage()),
        expected,
        "mend what the error names");
  }

  /** Those that are written most alike come first. */
  private List<String> topics() throws InterruptedException {
    try {
      return admin.listTopics(new ListTopicsOptions().timeoutMs(millis)).names().get().stream()
          .sorted(
              Comparator.comparingInt((String name) -> Spelling.distance(name, stream.topic()))
                  .thenComparing(name -> name))
          .limit(SHOWN)
          .toList();
    } catch (ExecutionException e) {
      return List.of();
    }
  }

  private static List<Finding> partitions(TopicDescription description) {
    String expected = "a leader for each partition, and all replicas in step";
    String offline =
        numbers(
            description.partitions().stream()
                .filter(partition -> partition.leader() == null || partition.leader().isEmpty())
                .toList());
    if (!offline.isEmpty()) {
      return List.of(
          Finding.fault(
              "kafka.partitions",
              "partition %s without a leader".formatted(offline),
              expected,
              "bring the brokers back that have its replicas"));
    }
    String behind =
        numbers(
            description.partitions().stream()
                .filter(partition -> partition.isr().size() < partition.replicas().size())
                .toList());
    return behind.isEmpty()
        ? List.of()
        : List.of(
            Finding.warning(
                "kafka.partitions",
                "replicas of partition %s are behind".formatted(behind),
                expected,
                "look at the brokers that have them: one more that fails may stop the read"));
  }

  private static String numbers(List<TopicPartitionInfo> partitions) {
    return partitions.stream()
        .map(partition -> Integer.toString(partition.partition()))
        .collect(Collectors.joining(", "));
  }

  private Finding allowed(
      @Nullable Collection<AclOperation> operations,
      Set<AclOperation> needed,
      String topic,
      String check) {
    String names =
        needed.stream()
            .map(operation -> operation.name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(" and "));
    String expected = "the right to %s topic '%s'".formatted(names, topic);
    if (operations == null) {
      return Finding.ok(check, "the broker does not say what this user may do", expected);
    }
    return operations.containsAll(needed)
        ? Finding.ok(check, "granted", expected)
        : Finding.fault(
                check,
                "this user may not %s topic '%s'".formatted(names, topic),
                expected,
                "let an administrator grant it:")
            .withCommand(
                grant(
                    topic,
                    needed.stream()
                        .map(operation -> "--operation " + operation.name())
                        .sorted()
                        .collect(Collectors.joining(" "))));
  }

  private String grant(String topic, String operations) {
    return "kafka-acls.sh --bootstrap-server %s --add --allow-principal User:NAME %s --topic %s"
        .formatted(stream.bootstrapServers(), operations, topic);
  }

  /** The topic of bounds is made by the job, if it may. */
  Finding ofBoard(String board) throws InterruptedException {
    try {
      return allowed(
          describe(board).authorizedOperations(),
          Set.of(AclOperation.READ, AclOperation.WRITE),
          board,
          "kafka.board");
    } catch (ExecutionException e) {
      return StreamCheck.causeOf(e) instanceof UnknownTopicOrPartitionException
          ? creatable(board)
          : Finding.fault(
                  "kafka.board",
                  "topic '%s': %s".formatted(board, StreamCheck.causeOf(e).getMessage()),
                  "a topic for the board of the job's readers",
                  "let an administrator grant it, or name another by --boardTopic:")
              .withCommand(grant(board, "--operation READ --operation WRITE --operation CREATE"));
    }
  }

  private Finding creatable(String board) throws InterruptedException {
    String expected = "the topic '%s', or the right to create it".formatted(board);
    Set<AclOperation> operations;
    try {
      operations =
          admin
              .describeCluster(
                  new DescribeClusterOptions().includeAuthorizedOperations(true).timeoutMs(millis))
              .authorizedOperations()
              .get();
    } catch (ExecutionException e) {
      operations = null;
    }
    return operations == null || operations.contains(AclOperation.CREATE)
        ? Finding.ok("kafka.board", "the job creates topic '%s'".formatted(board), expected)
        : Finding.warning(
                "kafka.board",
                "no topic '%s', and this user may not create topics anywhere".formatted(board),
                expected,
                "let an administrator create it, or grant it by name:")
            .withCommand(grant(board, "--operation READ --operation WRITE --operation CREATE"));
  }
}
