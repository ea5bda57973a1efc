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
package io.beamlambda.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * What makes an {@link EmbeddedKafka} a guarded one: TLS with a certificate of its own, users with
 * passwords (SASL/SCRAM-SHA-512), and an authorizer that lets nobody do anything that was not
 * granted, except the administrator.
 */
final class KafkaSecurity {

  private static final String ADMIN = "admin";
  private static final String SCRAM = "SCRAM-SHA-512";
  private static final int ITERATIONS = 4_096;

  private final Map<String, String> passwords;
  private final Path keyStore;
  private final Path trustStore;
  private final String storePassword = UUID.randomUUID().toString();
  private final String adminPassword = UUID.randomUUID().toString();

  private KafkaSecurity(Map<String, String> passwords, Path dir) {
    this.passwords = Map.copyOf(passwords);
    this.keyStore = dir.resolve("broker.p12");
    this.trustStore = dir.resolve("trust.p12");
  }

  /**
   * Makes the certificate.
   *
   * @param passwords by user
   * @param dir where the stores go
   */
  static KafkaSecurity of(Map<String, String> passwords, Path dir) throws IOException {
    KafkaSecurity security = new KafkaSecurity(passwords, dir);
    Files.deleteIfExists(security.keyStore);
    security.makeKeyStore();
    security.makeTrustStore();
    return security;
  }

  private void makeKeyStore() throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "RSA",
                "-validity",
                "3650",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                storePassword)
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool made no certificate: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private void makeTrustStore() throws IOException {
    try (InputStream in = Files.newInputStream(keyStore);
        OutputStream out = Files.newOutputStream(trustStore)) {
      KeyStore broker = KeyStore.getInstance("PKCS12");
      broker.load(in, storePassword.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("broker", broker.getCertificate("broker"));
      trusted.store(out, storePassword.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("Cannot make the trust store", e);
    }
  }

  /** The broker's settings. */
  Map<String, String> brokerProperties() {
    return Map.ofEntries(
        Map.entry("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT"),
        Map.entry("ssl.keystore.location", keyStore.toString()),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.password", storePassword),
        Map.entry("ssl.key.password", storePassword),
        Map.entry("ssl.truststore.location", trustStore.toString()),
        Map.entry("ssl.truststore.type", "PKCS12"),
        Map.entry("ssl.truststore.password", storePassword),
        Map.entry("sasl.enabled.mechanisms", "PLAIN," + SCRAM),
        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
        Map.entry(
            "listener.name.broker.plain.sasl.jaas.config",
            "%s user_%s=\"%s\";".formatted(plain().replace(";", ""), ADMIN, adminPassword)),
        Map.entry(
            "listener.name.broker.scram-sha-512.sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
        Map.entry(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
        // The controller's listener, which nobody else can reach, asks for no name.
        Map.entry("super.users", "User:" + ADMIN + ";User:ANONYMOUS"));
  }

  private String plain() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(ADMIN, adminPassword);
  }

  /** Tells a running broker of the users. */
  void addUsers(String bootstrapServers) {
    List<UserScramCredentialAlteration> users =
        passwords.entrySet().stream()
            .map(
                user ->
                    (UserScramCredentialAlteration)
                        new UserScramCredentialUpsertion(
                            user.getKey(),
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                            user.getValue()))
            .collect(Collectors.toList());
    Map<String, Object> config = new HashMap<>(adminConfig());
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(config)) {
      admin.alterUserScramCredentials(users).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot add users: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  Map<String, String> adminConfig() {
    Map<String, String> config = tls();
    config.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
    config.put(SaslConfigs.SASL_JAAS_CONFIG, plain());
    return config;
  }

  Map<String, String> clientConfig(String user) {
    String password = passwords.get(user);
    if (password == null) {
      throw new IllegalArgumentException(
          "No user '%s': there are %s".formatted(user, passwords.keySet()));
    }
    Map<String, String> config = tls();
    config.put(SaslConfigs.SASL_MECHANISM, SCRAM);
    config.put(
        SaslConfigs.SASL_JAAS_CONFIG,
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
    return config;
  }

  private Map<String, String> tls() {
    Map<String, String> config = new HashMap<>();
    config.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
    config.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, trustStore.toString());
    config.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PKCS12");
    config.put(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, storePassword);
    return config;
  }
}
