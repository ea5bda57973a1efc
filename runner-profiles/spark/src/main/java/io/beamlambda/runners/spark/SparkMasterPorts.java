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

import io.beamlambda.pipelines.doctor.Address;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.deploy.master.MasterMessages.BoundPortsRequest$;
import org.apache.spark.deploy.master.MasterMessages.BoundPortsResponse;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.RpcEnv$;
import scala.Option;
import scala.reflect.ClassTag$;

/** Asks a master, in the way in which its workers do. */
final class SparkMasterPorts {

  private static final String LIMIT = "8s";

  private SparkMasterPorts() {}

  /**
   * The port of the master's web interface.
   *
   * @throws RuntimeException if what listens there is no master, or does not answer in time
   */
  static int webPort(Address master) {
    SparkConf conf =
        new SparkConf()
            .set("spark.rpc.askTimeout", LIMIT)
            .set("spark.rpc.lookupTimeout", LIMIT)
            .set("spark.network.timeout", LIMIT)
            .set("spark.rpc.io.connectionTimeout", LIMIT)
            .set("spark.rpc.io.maxRetries", "0");
    SecurityManager security =
        new SecurityManager(
            conf,
            Option.empty(),
            org.apache.spark.internal.config.package$.MODULE$.AUTH_SECRET_FILE());
    // As a client: nothing listens here.
    RpcEnv environment = RpcEnv$.MODULE$.create("doctor", "localhost", 0, conf, security, true);
    try {
      BoundPortsResponse ports =
          environment
              .setupEndpointRef(
                  new RpcAddress(master.host(), master.port()), Master$.MODULE$.ENDPOINT_NAME())
              .askSync(
                  BoundPortsRequest$.MODULE$, ClassTag$.MODULE$.apply(BoundPortsResponse.class));
      return ports.webUIPort();
    } finally {
      environment.shutdown();
    }
  }
}
