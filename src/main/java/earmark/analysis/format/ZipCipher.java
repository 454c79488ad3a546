package earmark.analysis.format;

/** Undoes the encryption of one entry of a ZIP archive, in the order of its bytes. */
sealed interface ZipCipher permits ZipTraditional, ZipAes {
  /** Replaces the next encrypted bytes by plain ones. */
  void decrypt(byte[] bytes);
}
