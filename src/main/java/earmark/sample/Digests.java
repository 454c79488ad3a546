package earmark.sample;

/** The hashes of one file, in lower-case hex, and its size in bytes. */
public record Digests(String md5, String sha1, String sha256, String sha512, long sizeBytes) {}
