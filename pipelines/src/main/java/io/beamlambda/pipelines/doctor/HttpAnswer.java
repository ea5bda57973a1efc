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
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * What a server has answered to a GET.
 *
 * @param status the HTTP status
 * @param body the beginning of it, at most a mebibyte
 */
public record HttpAnswer(int status, String body) {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST = 1 << 20;
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Asks; takes 10 s at most for the answer to begin.
   *
   * @throws IOException if there is no answer
   * @throws IllegalArgumentException if it is no address of HTTP
   */
  public static HttpAnswer of(URI uri, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT);
    headers.forEach(request::header);
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      // The client's own message is empty.
      throw new IOException(
          new InetSocketAddress(uri.getHost(), 1).isUnresolved()
              ? "the name %s is not known here".formatted(uri.getHost())
              : "nobody listens there",
          e);
    }
    try (InputStream body = response.body()) {
      return new HttpAnswer(response.statusCode(), new String(body.readNBytes(MOST), UTF_8));
    }
  }

  /** Whether the server has done what it was asked for. */
  public boolean isOk() {
    return status == OK;
  }

  /**
   * The body.
   *
   * @throws IOException if it is no JSON
   */
  public JsonNode json() throws IOException {
    return JSON.readTree(body);
  }
}
