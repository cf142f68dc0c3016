package ticketing.acceptance.errors;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ticketing.acceptance.support.Commands;
import ticketing.runner.util.Shell;

/** Creates test certificates and keys with the JDK's keytool. */
final class Certificates {
  private static final String PASSWORD = "for-tests-only";
  private static final String CA = "ca";

  private final Path folder;
  private final Path store;

  /** A certificate file and a key file, both in PEM format. */
  record Pair(Path certificate, Path key) {}

  /** Creates the folder and a certificate authority (CA) that signs all certificates. */
  Certificates(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.store = folder.resolve("store.p12");
    keytool("-genkeypair -alias ca -dname CN=ca -keyalg EC -ext bc:c -validity 30");
  }

  /** Returns the CA certificate. */
  Path caCertificate() throws Exception {
    return certificate(CA);
  }

  /** Returns a valid certificate with this name for loopback. */
  Pair valid(String name) throws Exception {
    return signed(name, "-1d");
  }

  /** Returns a certificate that expired 30 days ago. */
  Pair expired(String name) throws Exception {
    return signed(name, "-60d");
  }

  /**
   * Configures a server to present this certificate and to trust client certificates of the same
   * CA.
   */
  UnaryOperator<NettyServerBuilder> serving(Pair pair, ClientAuth clients) {
    return builder -> {
      try {
        SslContextBuilder tls =
            GrpcSslContexts.forServer(pair.certificate().toFile(), pair.key().toFile())
                .trustManager(caCertificate().toFile())
                .clientAuth(clients);
        return builder.sslContext(tls.build());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private Pair signed(String name, String begin) throws Exception {
    keytool(
        "-genkeypair -alias %1$s -dname CN=%1$s -keyalg EC -signer ca -startdate %2$s -validity 30"
                .formatted(name, begin)
            + " -ext san=dns:localhost,ip:127.0.0.1");
    return new Pair(certificate(name), key(name));
  }

  private Path certificate(String name) throws GeneralSecurityException, IOException {
    return pem(name + ".pem", "CERTIFICATE", open().getCertificate(name).getEncoded());
  }

  private Path key(String name) throws GeneralSecurityException, IOException {
    return pem(
        name + ".key", "PRIVATE KEY", open().getKey(name, PASSWORD.toCharArray()).getEncoded());
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    KeyStore opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      opened.load(in, PASSWORD.toCharArray());
    }
    return opened;
  }

  private Path pem(String file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n",
        StandardCharsets.US_ASCII);
  }

  private void keytool(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Shell.Output output = Commands.run(folder, Map.of(), Duration.ofMinutes(3), command);
    if (output.exitCode() != 0) {
      throw new IOException("keytool: " + output.text());
    }
  }
}
