package earmark.bench.corpus;

import java.util.Arrays;
import java.util.List;

/**
 * What the files of a type are like besides their tags.
 *
 * @param sampleType such as {@code PE/Exe}
 * @param platform the first word of its threats' names
 * @param size in bytes
 * @param verdicts in per cent, in the order of {@link #CLASSIFICATIONS}
 * @param holdsFiles whether it usually contains other files
 */
record FileFacts(
    String sampleType,
    String platform,
    LogNormal size,
    List<Integer> verdicts,
    boolean holdsFiles) {

  static final List<String> CLASSIFICATIONS =
      List.of("unknown", "goodware", "suspicious", "malicious");

  /**
   * In the order of {@link FileTypes}: type, platform, median size in kilobytes, spread of the
   * size, per cent unknown, goodware, suspicious and malicious, whether it holds files.
   */
  private static final String TABLE =
      """
      PE/Exe               Win   400   1.4  22 24 10 44  -
      PE/Dll               Win   250   1.3  28 38  8 26  -
      PE+/Exe              Win   900   1.4  26 34 10 30  -
      ELF/Exe              Linux 120   1.2  24 26  8 42  -
      MachO/Exe            Mac   700   1.3  36 44  8 12  -
      Archive/APK          Droid 6000  1.3  24 38 14 24  files
      DEX/Classes          Droid 2500  1.2  30 36 14 20  -
      Document/PDF         Doc   300   1.4  40 44  8  8  -
      Document/OLE         Doc   90    1.2  26 34 12 28  files
      Document/OOXML       Doc   60    1.3  30 44 10 16  files
      Text/HTML            Web   25    1.3  42 34 12 12  -
      Text/JavaScript      Web   15    1.5  38 30 14 18  -
      Text/PowerShell      Win   6     1.4  30 20 20 30  -
      Text/VBS             Win   8     1.2  24 16 18 42  -
      Archive/ZIP          Win   1500  1.8  44 28 12 16  files
      Archive/RAR          Win   1200  1.6  34 16 16 34  files
      Email/MIME           Doc   70    1.4  46 30 12 12  files
      Image/PNG            Web   80    1.3  62 34  3  1  -
      """;

  static final List<FileFacts> ALL = TABLE.lines().map(FileFacts::read).toList();

  private static FileFacts read(String line) {
    String[] words = line.split(" +", -1);
    double kilobytes = Double.parseDouble(words[2]);
    return new FileFacts(
        words[0],
        words[1],
        new LogNormal(StrictMath.log(kilobytes * 1000), Double.parseDouble(words[3])),
        Arrays.stream(words, 4, 8).map(Integer::valueOf).toList(),
        words[8].equals("files"));
  }

  /** Such as {@code PE}. */
  String fileType() {
    return sampleType.substring(0, sampleType.indexOf('/'));
  }
}
