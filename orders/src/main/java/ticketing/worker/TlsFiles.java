package ticketing.worker;

import io.temporal.envconfig.ClientConfigTLS;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into the certificates and the key that the configuration names, before anything is
 * connected: afterwards a wrong file is told as a connection that fails.
 */
final class TlsFiles {
  static final String CLIENT_CERT = "TEMPORAL_TLS_CLIENT_CERT_PATH";
  static final String CLIENT_KEY = "TEMPORAL_TLS_CLIENT_KEY_PATH";
  static final String SERVER_CA = "TEMPORAL_TLS_SERVER_CA_CERT_PATH";

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END");

  /** Signatures by which a key shows that it belongs to a certificate. */
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519", "EdDSA", "EdDSA");

  private TlsFiles() {}

  /** A file or the data itself, and what it is called. */
  private record Source(String name, String path, byte[] data) {
    boolean isGiven() {
      return path != null && !path.isBlank() || data != null && data.length > 0;
    }

    String words() {
      return path != null && !path.isBlank()
          ? path + " (" + name + ")"
          : "What " + name.replace("_PATH", "_DATA") + " holds";
    }

    String text() throws TemporalConnection.Unreachable {
      if (path == null || path.isBlank()) {
        return new String(data, StandardCharsets.ISO_8859_1);
      }
      try {
        return Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
      } catch (NoSuchFileException | InvalidPathException e) {
        throw wrong("There is no file " + path + ", which " + name + " names. Correct it.", e);
      } catch (IOException e) {
        throw wrong(words() + " cannot be read. Make it a file that you may read.", e);
      }
    }
  }

  /**
   * Returns nothing if they can be used.
   *
   * @throws TemporalConnection.Unreachable if not; the message names the file and the fix
   */
  static void check(ClientConfigTLS tls) throws TemporalConnection.Unreachable {
    Source cert = new Source(CLIENT_CERT, tls.getClientCertPath(), tls.getClientCertData());
    Source key = new Source(CLIENT_KEY, tls.getClientKeyPath(), tls.getClientKeyData());
    Source ca = new Source(SERVER_CA, tls.getServerCACertPath(), tls.getServerCACertData());
    if (cert.isGiven() != key.isGiven()) {
      throw wrong(
          "A client certificate and its key belong together: set %s too, or take %s out."
              .formatted(
                  cert.isGiven() ? key.name() : cert.name(),
                  cert.isGiven() ? cert.name() : key.name()),
          null);
    }
    if (ca.isGiven()) {
      certificate(ca);
    }
    if (cert.isGiven()) {
      requireBelong(certificate(cert), cert, key);
    }
  }

  /** The first certificate of a file. */
  private static X509Certificate certificate(Source source) throws TemporalConnection.Unreachable {
    String text = source.text();
    X509Certificate certificate;
    try {
      Collection<?> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
      if (!text.contains("-----BEGIN CERTIFICATE-----") || certificates.isEmpty()) {
        throw noPem(source, "certificate", null);
      }
      certificate = (X509Certificate) certificates.iterator().next();
    } catch (CertificateException e) {
      throw noPem(source, "certificate", e);
    }
    try {
      certificate.checkValidity();
      return certificate;
    } catch (CertificateExpiredException e) {
      throw wrong(
          "The certificate in %s has expired, on %s. Have it renewed."
              .formatted(source.words(), certificate.getNotAfter().toInstant()),
          e);
    } catch (CertificateNotYetValidException e) {
      throw wrong(
          "The certificate in %s is not valid before %s. Look at this computer's clock, or take another one."
              .formatted(source.words(), certificate.getNotBefore().toInstant()),
          e);
    }
  }

  private static void requireBelong(X509Certificate certificate, Source cert, Source key)
      throws TemporalConnection.Unreachable {
    Matcher pem = KEY.matcher(key.text());
    if (!pem.find()) {
      throw noPem(key, "private key", null);
    }
    if (pem.group(1).startsWith("ENCRYPTED")) {
      throw wrong(
          key.words()
              + " is encrypted with a passphrase. Decrypt it first: openssl pkcs8 -in … -out …",
          null);
    }
    if (!pem.group(1).isEmpty()) {
      throw wrong(
          key.words()
              + " is a key of the old kind (BEGIN "
              + pem.group(1)
              + "PRIVATE KEY). Convert it: openssl pkcs8 -topk8 -nocrypt -in … -out …",
          null);
    }
    PublicKey ofCertificate = certificate.getPublicKey();
    String algorithm = ofCertificate.getAlgorithm();
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance(algorithm)
              .generatePrivate(
                  new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2))));
      if (!signs(privateKey, ofCertificate, SIGNATURES.get(algorithm))) {
        throw doNotBelong(cert, key, null);
      }
    } catch (GeneralSecurityException e) {
      // Of another kind than the certificate's, which is no match either.
      throw doNotBelong(cert, key, e);
    } catch (IllegalArgumentException e) {
      throw noPem(key, "private key", e);
    }
  }

  /** Whether what one signs the other verifies; where no way to sign is known, it may. */
  private static boolean signs(PrivateKey privateKey, PublicKey publicKey, String algorithm)
      throws GeneralSecurityException {
    if (algorithm == null) {
      return true;
    }
    byte[] text = "workshop".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(privateKey);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(text);
    return signature.verify(signed);
  }

  private static TemporalConnection.Unreachable doNotBelong(
      Source cert, Source key, Exception cause) {
    return wrong(
        "The key in %s does not belong to the certificate in %s. Name the two that were made together."
            .formatted(key.words(), cert.words()),
        cause);
  }

  private static TemporalConnection.Unreachable noPem(Source source, String what, Exception cause) {
    return wrong(
        "%s is no %s in PEM format (-----BEGIN …). Name the right file, or convert it."
            .formatted(source.words(), what),
        cause);
  }

  private static TemporalConnection.Unreachable wrong(String message, Exception cause) {
    return new TemporalConnection.Unreachable(message, cause);
  }
}
