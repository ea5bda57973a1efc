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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where something listens.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int LAST_PORT = 65_535;

  /**
   * Of {@code host:port}; IPv6 addresses stand in brackets.
   *
   * @return nothing if it is something else
   */
  public static Optional<Address> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      String host = text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
      return port < 1 || port > LAST_PORT ? Optional.empty() : Optional.of(new Address(host, port));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Connects, and says nothing; takes 5 s at most, besides what the resolution of the name takes.
   *
   * @return why nobody can connect, or nothing if somebody listens
   */
  public Optional<String> unreachable() {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return Optional.of("the name %s is not known here".formatted(host));
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) LIMIT.toMillis());
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("the name %s is not known here".formatted(host));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
