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
package io.beamlambda.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the doctor finds at real brokers, an open one and a guarded one. */
class DoctorKafkaTest {

  private static final String SECRET = "open-sesame";

  private static EmbeddedKafka open;
  private static EmbeddedKafka guarded;

  @BeforeAll
  static void startBrokers() throws Exception {
    open = EmbeddedKafka.start();
    open.createTopic("flights", 3);
    guarded =
        EmbeddedKafka.start(
            EmbeddedKafka.Config.defaults().withUsers(Map.of("reader", SECRET, "guest", SECRET)));
    guarded.createTopic("flights", 1);
    try (Admin admin = guarded.admin()) {
      admin
          .createAcls(
              List.of(
                  grant("reader", AclOperation.READ),
                  grant("reader", AclOperation.DESCRIBE),
                  grant("guest", AclOperation.DESCRIBE)))
          .all()
          .get();
    }
  }

  private static AclBinding grant(String user, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, "flights", PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  @AfterAll
  static void stopBrokers() {
    open.close();
    guarded.close();
  }

  @Test
  void aTopicThatIsThereIsWell() {
    Diagnosis diagnosis = atOpen("flights");

    assertThat(diagnosis.faults()).isEmpty();
    assertThat(diagnosis.exitCode()).isZero();
    assertThat(diagnosis.at("kafka.topic").found()).isEqualTo("flights has 3 partitions");
    assertThat(diagnosis.at("kafka.listeners").found()).isEqualTo(open.bootstrapServers());
  }

  @Test
  void aWrongTopicIsAnsweredWithTheOneThatIsMeant() {
    Diagnosis diagnosis = atOpen("flihgts");

    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.faults()).containsExactly("kafka.topic");
    assertThat(diagnosis.at("kafka.topic").found())
        .isEqualTo("no topic 'flihgts' at %s; there is flights".formatted(open.bootstrapServers()));
    assertThat(diagnosis.at("kafka.topic").mend()).contains("--topic");
    assertThat(diagnosis.at("kafka.topic").command())
        .startsWith("kafka-topics.sh --bootstrap-server " + open.bootstrapServers());
  }

  @Test
  void aBrokerThatIsDownIsNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    Diagnosis diagnosis =
        Diagnosis.of("--only=kafka", "--bootstrapServers=127.0.0.1:" + free, "--topic=flights");

    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.faults()).containsExactly("kafka.broker");
    assertThat(diagnosis.at("kafka.broker").found()).contains("127.0.0.1:" + free, "refused");
    assertThat(diagnosis.at("kafka.broker").command()).startsWith("./lambda broker");
  }

  @Test
  void oneBrokerOfTwoThatIsDownIsAWarning() {
    Diagnosis diagnosis =
        Diagnosis.of(
            "--only=kafka",
            "--bootstrapServers=nowhere.invalid:9092," + open.bootstrapServers(),
            "--topic=flights");

    assertThat(diagnosis.faults()).isEmpty();
    assertThat(diagnosis.at("kafka.broker").status()).isEqualTo("warning");
    assertThat(diagnosis.at("kafka.broker").found()).contains("the name nowhere.invalid");
  }

  @Test
  void somethingThatListensAndSaysNothingIsNotWaitedForLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Diagnosis diagnosis =
          Diagnosis.of(
              "--only=kafka,registry,output",
              "--bootstrapServers=127.0.0.1:" + silent.getLocalPort(),
              "--topic=flights",
              "--schemaRegistry=http://127.0.0.1:" + silent.getLocalPort(),
              "--output=jdbc:postgresql://127.0.0.1:%d/results".formatted(silent.getLocalPort()));

      assertThat(diagnosis.faults()).containsExactly("kafka.authentication", "registry", "output");
      assertThat(diagnosis.at("kafka.authentication").mend()).contains("security.protocol");
    }
  }

  @Test
  void theRightUserIsWell() throws Exception {
    Diagnosis diagnosis = atGuarded(guarded.clientConfig("reader"));

    assertThat(diagnosis.faults()).isEmpty();
    assertThat(diagnosis.at("kafka.authentication").found()).isEqualTo("accepted, by SASL_SSL");
    assertThat(diagnosis.at("kafka.rights").found()).isEqualTo("granted");
    assertThat(diagnosis.out()).doesNotContain(SECRET);
  }

  @Test
  void aWrongPasswordIsRefusedAndNotPrinted() throws Exception {
    Map<String, String> settings = new HashMap<>(guarded.clientConfig("reader"));
    settings.computeIfPresent(
        "sasl.jaas.config", (name, value) -> value.replace(SECRET, "sesame-street"));

    Diagnosis diagnosis = atGuarded(settings);

    assertThat(diagnosis.faults()).containsExactly("kafka.authentication");
    assertThat(diagnosis.at("kafka.authentication").mend()).contains("sasl.jaas.config");
    assertThat(diagnosis.out()).doesNotContain("sesame-street");
  }

  @Test
  void aTrustStoreThatIsMissingIsNamed() throws Exception {
    Map<String, String> settings = new HashMap<>(guarded.clientConfig("reader"));
    settings.put("ssl.truststore.location", "/nowhere/trust.p12");

    Diagnosis diagnosis = atGuarded(settings);

    assertThat(diagnosis.faults()).containsExactly("kafka.settings");
    assertThat(diagnosis.at("kafka.settings").found()).contains("/nowhere/trust.p12");
  }

  @Test
  void aUserWithoutTheRightToReadIsToldWhichIsMissing() throws Exception {
    Diagnosis diagnosis = atGuarded(guarded.clientConfig("guest"));

    assertThat(diagnosis.faults()).containsExactly("kafka.rights");
    assertThat(diagnosis.at("kafka.rights").found()).contains("may not read topic 'flights'");
    assertThat(diagnosis.at("kafka.rights").command())
        .startsWith("kafka-acls.sh")
        .contains("--operation READ");
  }

  @Test
  void aBoardThatTheJobMayNotMakeIsAWarning() throws Exception {
    Diagnosis diagnosis = atGuarded(guarded.clientConfig("reader"), "--board=kafka");

    assertThat(diagnosis.at("kafka.board").command()).contains("beam-lambda-board");
    assertThat(diagnosis.at("kafka.board").status()).isNotEqualTo("ok");
    assertThat(
            Diagnosis.of(
                    "--only=kafka",
                    "--bootstrapServers=" + open.bootstrapServers(),
                    "--topic=flights",
                    "--board=kafka")
                .at("kafka.board")
                .status())
        .isEqualTo("ok");
  }

  private static Diagnosis atOpen(String topic) {
    return Diagnosis.of(
        "--only=kafka", "--bootstrapServers=" + open.bootstrapServers(), "--topic=" + topic);
  }

  private static Diagnosis atGuarded(Map<String, String> settings, String... more)
      throws JsonProcessingException {
    return Diagnosis.of(
        Stream.concat(
                Stream.of(
                    "--only=kafka",
                    "--bootstrapServers=" + guarded.bootstrapServers(),
                    "--topic=flights",
                    "--consumerConfig=" + new ObjectMapper().writeValueAsString(settings)),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
