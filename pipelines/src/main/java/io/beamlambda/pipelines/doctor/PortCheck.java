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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** Whether something can listen on a port of the loopback interface. */
final class PortCheck implements Check {

  private final int port;
  private final String purpose;
  private final Status taken;

  /**
   * @param port 0 for any
   * @param taken how bad it is if it is not free
   */
  PortCheck(int port, String purpose, Status taken) {
    this.taken = taken;
    this.port = port;
    this.purpose = purpose;
  }

  @Override
  public String name() {
    return "port";
  }

  @Override
  public List<Finding> run() {
    String which = port == 0 ? "any port" : "port " + port;
    String expected = "%s free, for %s".formatted(which, purpose);
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return List.of(
          Finding.ok(name(), "port %d is free".formatted(socket.getLocalPort()), expected));
    } catch (IOException e) {
      return List.of(
          new Finding(
              name(),
              taken,
              "%s cannot be bound: %s".formatted(which, e.getMessage()),
              expected,
              "choose another port, or end what listens there; this shows what it is:",
              port == 0 ? "ss -ltn" : "ss -ltnp 'sport = :%d'".formatted(port)));
    }
  }
}
