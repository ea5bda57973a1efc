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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that speaks Confluent's REST interface and knows its users. */
class DoctorRegistryTest {

  private static final String SECRET = "open-sesame";

  private HttpServer server;
  private String body = "[\"flights-value\", \"airports-value\"]";

  @BeforeEach
  void startRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext(
            "/subjects",
            exchange -> {
              byte[] answer = body.getBytes(UTF_8);
              exchange.sendResponseHeaders(200, answer.length);
              exchange.getResponseBody().write(answer);
              exchange.close();
            })
        .setAuthenticator(
            new BasicAuthenticator("registry") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return user.equals("reader") && password.equals(SECRET);
              }
            });
    server.start();
  }

  @AfterEach
  void stopRegistry() {
    server.stop(0);
  }

  @Test
  void aRegistryThatAsksWhoIsThereIsAFault() {
    Diagnosis diagnosis = Diagnosis.of("--only=registry", "--schemaRegistry=http://" + address());

    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.faults()).containsExactly("registry");
    assertThat(diagnosis.at("registry").found()).contains(address(), "401");
    assertThat(diagnosis.at("registry").mend()).contains("basic.auth.user.info");
  }

  @Test
  void aWrongPasswordIsAFaultAndNotPrinted() {
    Diagnosis diagnosis =
        Diagnosis.of("--only=registry", "--schemaRegistry=http://reader:wrong-word@" + address());

    assertThat(diagnosis.at("registry").found()).contains("401");
    assertThat(diagnosis.out()).doesNotContain("wrong-word");
  }

  @Test
  void theRightUserSeesTheSubjects() {
    Diagnosis diagnosis =
        Diagnosis.of(
            "--only=registry", "--schemaRegistry=http://reader:%s@%s".formatted(SECRET, address()));

    assertThat(diagnosis.exitCode()).isZero();
    assertThat(diagnosis.at("registry").found()).endsWith("has 2 subjects");
    assertThat(diagnosis.out()).doesNotContain(SECRET);
  }

  @Test
  void theRegistryOfTheConsumersSettingsIsLookedAt() {
    Diagnosis diagnosis =
        Diagnosis.of(
            "--only=registry",
            "--bootstrapServers=127.0.0.1:1",
            "--topic=departures",
            "--consumerConfig={\"schema.registry.url\":\"http://%s\",\"basic.auth.user.info\":\"reader:%s\"}"
                .formatted(address(), SECRET));

    assertThat(diagnosis.at("registry").status()).isEqualTo("warning");
    assertThat(diagnosis.at("registry").found()).endsWith("but not departures-value");
    assertThat(diagnosis.out()).doesNotContain(SECRET);
  }

  @Test
  void anAddressWithoutConfluentsInterfaceIsAFault() {
    assertThat(
            Diagnosis.of("--only=registry", "--schemaRegistry=http://%s/api".formatted(address()))
                .at("registry"))
        .extracting(Diagnosis.Point::status, Diagnosis.Point::mend)
        .satisfies(point -> assertThat(point.toString()).contains("fault", "Apicurio"));
    body = "<html>Log in</html>";

    assertThat(
            Diagnosis.of(
                    "--only=registry",
                    "--schemaRegistry=http://reader:%s@%s".formatted(SECRET, address()))
                .at("registry")
                .found())
        .contains("no list of subjects");
  }

  @Test
  void anAddressThatIsNoneIsNotShown() {
    Diagnosis diagnosis = Diagnosis.of("--only=registry", "--schemaRegistry=reader:" + SECRET);

    assertThat(diagnosis.faults()).containsExactly("registry");
    assertThat(diagnosis.out()).doesNotContain(SECRET);
  }

  private String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }
}
