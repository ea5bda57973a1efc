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

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a schema registry with Confluent's REST interface answers. */
final class RegistryCheck implements Check {

  private static final String EXPECTED = "a schema registry that lists its subjects";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final String address;
  private final Map<String, Object> settings;
  private final @Nullable String topic;

  /**
   * @param address of the registry; may hold user and password
   * @param settings of the Kafka consumer, whose {@code basic.auth.user.info} or {@code
   *     bearer.auth.token} is used
   * @param topic whose schema is looked for, or null for none
   */
  RegistryCheck(String address, Map<String, Object> settings, @Nullable String topic) {
    this.address = address;
    this.settings = Map.copyOf(settings);
    this.topic = topic;
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public List<Finding> run() throws InterruptedException {
    URI registry;
    try {
      registry = URI.create(address.endsWith("/") ? address : address + "/");
    } catch (IllegalArgumentException e) {
      return List.of(wrongAddress());
    }
    String host = registry.getHost();
    if (host == null || !String.valueOf(registry.getScheme()).startsWith("http")) {
      return List.of(wrongAddress());
    }
    URI plain = withoutUser(registry);
    try {
      HttpAnswer answer = HttpAnswer.of(plain.resolve("subjects"), credentials(registry));
      return List.of(finding(plain, answer));
    } catch (IOException e) {
      return List.of(
          Finding.fault(
                  name(),
                  "no answer from %s: %s".formatted(plain, e.getMessage()),
                  EXPECTED,
                  "start it, or correct the address; this shows more:")
              .withCommand("curl -v --max-time 10 " + plain.resolve("subjects")));
    }
  }

  private Finding wrongAddress() {
    // Not shown: it may hold a password.
    return Finding.fault(
        name(),
        "the address is none of HTTP",
        EXPECTED,
        "give it as --schemaRegistry=http://HOST:8081");
  }

  private static URI withoutUser(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath());
  }

  private Map<String, String> credentials(URI registry) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    Object token = settings.get("bearer.auth.token");
    Object given = settings.get("basic.auth.user.info");
    String user = given == null ? registry.getUserInfo() : given.toString();
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    } else if (user != null) {
      headers.put(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }
    return headers;
  }

  private Finding finding(URI registry, HttpAnswer answer) {
    String found = "%s answers with %d".formatted(registry, answer.status());
    switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN -> {
        return Finding.fault(
            name(),
            found + (answer.status() == UNAUTHORIZED ? ": who are you?" : ": you may not"),
            EXPECTED,
            "give user and password as basic.auth.user.info, USER:PASSWORD, in --consumerConfig, or"
                + " bearer.auth.token; or let an administrator grant the right to read subjects");
      }
      case NOT_FOUND -> {
        return Finding.fault(
            name(),
            found,
            EXPECTED,
            "name the address under which Confluent's interface is served; Apicurio has it at"
                + " /apis/ccompat/v7");
      }
      default -> {
        return answer.isOk() ? subjects(registry, answer) : unhealthy(found);
      }
    }
  }

  private Finding unhealthy(String found) {
    return Finding.fault(name(), found, EXPECTED, "look at the registry's log");
  }

  private Finding subjects(URI registry, HttpAnswer answer) {
    JsonNode subjects;
    try {
      subjects = answer.json();
    } catch (IOException e) {
      subjects = null;
    }
    if (subjects == null || !subjects.isArray()) {
      return Finding.fault(
          name(),
          "%s answers with what is no list of subjects".formatted(registry),
          EXPECTED,
          "correct the address: something else listens there, a proxy's login page perhaps");
    }
    String found = "%s has %d subjects".formatted(registry, subjects.size());
    if (topic == null) {
      return Finding.ok(name(), found, EXPECTED);
    }
    String subject = topic + "-value";
    for (JsonNode each : subjects) {
      if (subject.equals(each.asText())) {
        return Finding.ok(name(), found + ", among them " + subject, EXPECTED);
      }
    }
    return Finding.warning(
        name(),
        "%s, but not %s".formatted(found, subject),
        EXPECTED + ", also " + subject,
        "register the schema of the topic's values, unless the producers name subjects otherwise");
  }
}
