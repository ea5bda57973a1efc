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
package io.beamlambda.stores;

import java.io.File;
import java.security.Security;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * Hadoop's own cluster for tests: a name node and a data node. Runs in the class loader of {@link
 * Engine}, and prints the port of the name node.
 */
final class HdfsServer implements AutoCloseable {

  private final MiniDFSCluster cluster;

  HdfsServer(String directory) throws Exception {
    Configuration configuration = new Configuration();
    // One data node: nothing to wait for, and no second copy to be made.
    configuration.setInt("dfs.replication", 1);
    cluster =
        new MiniDFSCluster.Builder(configuration, new File(directory)).numDataNodes(1).build();
    cluster.waitActive();
    // Hadoop's servers change SASL/PLAIN for the whole JVM, and a broker in it could not use it.
    Security.removeProvider("SaslPlainServer");
  }

  @Override
  public String toString() {
    return String.valueOf(cluster.getNameNodePort());
  }

  @Override
  public void close() {
    cluster.shutdown(true);
  }
}
