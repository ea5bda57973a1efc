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
package io.beamlambda.runners.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.beamlambda.pipelines.doctor.Finding;
import io.beamlambda.pipelines.doctor.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.rpc.RpcEnv;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple3;

class SparkClusterCheckTest {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String PROFILE = org.apache.spark.package$.MODULE$.SPARK_VERSION();

  /** The master's web interface listens where this variable says, and everywhere without it. */
  private static final class OnLoopback extends SparkConf {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String getenv(String name) {
      return name.equals("SPARK_LOCAL_IP") ? LOOPBACK : System.getenv(name);
    }
  }

  @Test
  void aMasterOfTheProfilesVersionIsAskedForItsWorkers() throws Exception {
    Tuple3<RpcEnv, Object, Option<Object>> master =
        Master$.MODULE$.startRpcEnvAndEndpoint(LOOPBACK, 0, 0, new OnLoopback());
    try {
      String address = master._1().address().hostPort();

      List<Finding> findings = new SparkClusterCheck("spark://" + address, PROFILE, 1024).run();

      assertThat(findings)
          .extracting(Finding::check)
          .containsExactly("spark.cluster", "spark.version", "spark.workers");
      assertThat(findings)
          .extracting(Finding::status)
          .containsExactly(Status.OK, Status.OK, Status.FAULT);
      assertThat(findings.get(1).found()).isEqualTo("Spark " + PROFILE);
      assertThat(findings.get(2).found()).startsWith("0 workers");
      assertThat(findings.get(2).mend()).contains("add workers");
    } finally {
      master._1().shutdown();
    }
  }

  @Test
  void aMasterOfAnotherVersionIsAFault() throws Exception {
    HttpServer server =
        serve(
            Map.of(
                "/json/",
                "{\"workers\":[{\"state\":\"ALIVE\",\"coresfree\":2,\"memoryfree\":2048},"
                    + "{\"state\":\"DEAD\",\"coresfree\":8,\"memoryfree\":8192}]}",
                "/",
                "<a href=\"/\"><img src=\"/static/logo.png\"/>"
                    + "<span class=\"version\" style=\"margin-right: 15px;\">4.0.1</span></a>"));
    try {
      URI web = URI.create("http://%s:%d".formatted(LOOPBACK, server.getAddress().getPort()));

      List<Finding> findings = new SparkMasterPage(web, PROFILE, 1024).findings();
      List<Finding> largeExecutors = new SparkMasterPage(web, PROFILE, 4096).findings();

      assertThat(findings.get(0).status()).isEqualTo(Status.FAULT);
      assertThat(findings.get(0).found()).isEqualTo("Spark 4.0.1");
      assertThat(findings.get(0).expected()).startsWith("Spark 3.5.x");
      assertThat(findings.get(0).mend()).startsWith("use a cluster of Spark 3.5");
      assertThat(findings.get(1).status()).isEqualTo(Status.OK);
      assertThat(largeExecutors.get(1).status()).isEqualTo(Status.FAULT);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsNoMasterIsAFaultWithinItsLimit() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(new SparkClusterCheck("spark://%s:%d".formatted(LOOPBACK, free), PROFILE, 1).run())
        .singleElement()
        .matches(finding -> finding.status() == Status.FAULT)
        .matches(finding -> "./lambda cluster spark start".equals(finding.command()));

    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(
              new SparkClusterCheck(
                      "spark://%s:%d".formatted(LOOPBACK, silent.getLocalPort()), PROFILE, 1)
                  .run())
          .singleElement()
          .matches(finding -> finding.status() == Status.FAULT)
          .matches(finding -> finding.found().contains("does not speak this Spark"));
    }
  }

  private static HttpServer serve(Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answers.forEach(
        (path, answer) ->
            server.createContext(
                path,
                exchange -> {
                  byte[] body = answer.getBytes(UTF_8);
                  exchange.sendResponseHeaders(200, body.length);
                  exchange.getResponseBody().write(body);
                  exchange.close();
                }));
    server.start();
    return server;
  }
}
