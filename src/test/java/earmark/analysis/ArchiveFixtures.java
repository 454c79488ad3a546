package earmark.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** Archives and what is built on them, written here. */
final class ArchiveFixtures {
  private static final byte[] WORDS = "some plain words\n".getBytes(StandardCharsets.UTF_8);

  private ArchiveFixtures() {}

  static void make(Fixtures to) throws IOException {
    to.add("plain.zip", zip(Map.of("words.txt", WORDS)));
    to.add("exe.zip", zip(Map.of("hello.exe", to.bytes("hello-x86.exe"))));
    to.add("nested.zip", zip(Map.of("inner.zip", to.bytes("exe.zip"))));
    to.add("script.zip", zip(Map.of("run", "#!/bin/sh\nls\n".getBytes(StandardCharsets.UTF_8))));
    to.add("overlay-zip.exe", to.bytes("hello-x86.exe"), to.bytes("exe.zip"));
    to.add("encrypted.zip", encrypted());
    byte[] exe = to.bytes("hello-x86.exe");
    to.add("infected.zip", EncryptedZip.traditional("hello.exe", exe, "infected"));
    try {
      to.add("infected-aes.zip", EncryptedZip.aes("hello.exe", exe, "infected"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    to.add("quine.gz", GzipQuine.make());
    to.add("bomb.zip", zip(Map.of("zeros", new byte[20 * 1024 * 1024])));
    to.add("crowded.zip", crowded(100_001));
    to.add(
        "letter.docx",
        zip(
            Map.of(
                "[Content_Types].xml", WORDS, "word/document.xml", WORDS, "_rels/.rels", WORDS)));
    to.add("app.apk", zip(Map.of("AndroidManifest.xml", WORDS, "classes.dex", WORDS)));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(WORDS);
    }
    to.add("plain.gz", packed.toByteArray());
    to.add("exe.tar", tar("hello.exe", exe));
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (XZCompressorOutputStream out = new XZCompressorOutputStream(xz)) {
      out.write(exe);
    }
    to.add("exe.xz", xz.toByteArray());
    sevenZip(to.path("exe.7z"), "hello.exe", exe);
    to.add(to.path("exe.7z"));
  }

  private static byte[] tar(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      entry.setModTime(0);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static void sevenZip(Path to, String name, byte[] content) throws IOException {
    try (SevenZOutputFile out = new SevenZOutputFile(to.toFile())) {
      SevenZArchiveEntry entry = new SevenZArchiveEntry();
      entry.setName(name);
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    }
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry named = new ZipEntry(entry.getKey());
        named.setTime(0);
        zip.putNextEntry(named);
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  /** Random bytes as an entry that claims to be encrypted, in both of its headers. */
  private static byte[] encrypted() throws IOException {
    byte[] secret = new byte[50_000];
    new Random(2).nextBytes(secret);
    byte[] zip = zip(Map.of("secret", secret));
    zip[6] |= 1;
    for (int at = zip.length - 22; at > 0; at--) {
      if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
        zip[at + 8] |= 1;
        return zip;
      }
    }
    throw new IllegalStateException("no directory");
  }

  private static byte[] crowded(int entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < entries; i++) {
        ZipEntry entry = new ZipEntry(Integer.toString(i, 36));
        entry.setSize(0);
        entry.setCrc(0);
        entry.setTime(0);
        zip.putNextEntry(entry);
      }
    }
    return out.toByteArray();
  }
}
