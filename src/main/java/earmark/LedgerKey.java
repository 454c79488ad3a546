package earmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ed25519 keys that sign the checkpoints of an instance, as a file with both in PEM: the
 * private one in PKCS #8, the public one in X.509. Whoever checks needs the public one alone.
 */
record LedgerKey(PrivateKey privateKey, PublicKey publicKey) {
  static final String FILE = "ledger.key";
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  /** That of a data folder, made for its owner alone if there is none yet. */
  static LedgerKey of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) make(folder, file);
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new LedgerKey(
          keys.generatePrivate(new PKCS8EncodedKeySpec(part(PRIVATE, text))), publicKey(text));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("There is no key for checkpoints in " + file + ".", e);
    }
  }

  /** A public key from a file, which may be a {@link #FILE} too. */
  static PublicKey publicKey(Path file) throws IOException {
    try {
      return publicKey(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("There is no public key of " + ALGORITHM + " in " + file + ".", e);
    }
  }

  private static PublicKey publicKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(part(PUBLIC, text)));
  }

  private static void make(Path folder, Path file) throws IOException {
    Path half = Files.createTempFile(folder, FILE, ".part"); // for its owner alone
    try {
      KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      String text =
          pem(PRIVATE, made.getPrivate().getEncoded()) + pem(PUBLIC, made.getPublic().getEncoded());
      Files.writeString(half, text, StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
      Files.move(half, file);
    } catch (FileAlreadyExistsException e) {
      Files.delete(half); // a server made one at the same time: that is it
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** What tells this instance from others: 32 hex digits that stay the same. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The public key as text, for those who check. */
  String publicText() {
    return pem(PUBLIC, publicKey.getEncoded());
  }

  private static String pem(String name, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            name, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded), name);
  }

  private static byte[] part(String name, String text) {
    Matcher part =
        Pattern.compile("-----BEGIN " + name + "-----([^-]*)-----END " + name + "-----")
            .matcher(text);
    if (!part.find()) throw new IllegalArgumentException("there is no " + name);
    return Base64.getMimeDecoder().decode(part.group(1));
  }

  @Override
  public String toString() {
    return "LedgerKey[" + publicKey + "]";
  }
}
