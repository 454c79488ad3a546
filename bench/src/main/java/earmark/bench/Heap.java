package earmark.bench;

/** How much of the heap is in use. */
final class Heap {
  private static final int COLLECTIONS = 3;

  private Heap() {}

  /** Bytes that survive a full collection. */
  static long usedBytes() {
    for (int i = 0; i < COLLECTIONS; i++) System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
