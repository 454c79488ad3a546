package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.sample.Digests;
import earmark.sample.SampleFiles;
import earmark.store.files.SampleFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFolderTest {
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  /** The published test vectors of the four algorithms. */
  private static final Digests OF_ABC =
      new Digests(
          "900150983cd24fb0d6963f7d28e17f72",
          "a9993e364706816aba3e25717850c26c9cd0d89d",
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
          3);

  @TempDir Path data;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void a_file_is_hashed_on_the_way_and_kept_under_its_sha256() throws IOException {
    SampleFolder folder = SampleFolder.open(data);
    try (SampleFiles.Incoming file = folder.receive()) {
      file.write(ABC, 0, 1);
      file.write(ABC, 1, 2);
      assertThat(file.digests()).isEqualTo(OF_ABC);
      file.keep();
    }
    assertThat(folder.path(OF_ABC.sha256())).hasBinaryContent(ABC);
    assertThat(files()).containsExactly(folder.path(OF_ABC.sha256()));
  }

  @Test
  void a_file_that_is_not_kept_leaves_nothing_behind() throws IOException {
    SampleFolder folder = SampleFolder.open(data);
    try (SampleFiles.Incoming file = folder.receive()) {
      file.write(ABC, 0, 3);
      assertThat(files()).hasSize(1);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void the_same_file_twice_is_kept_once() throws IOException {
    SampleFolder folder = SampleFolder.open(data);
    for (int i = 0; i < 2; i++) {
      try (SampleFiles.Incoming file = folder.receive()) {
        file.write(ABC, 0, 3);
        file.keep();
      }
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void half_received_files_of_an_earlier_run_are_dropped() throws IOException {
    SampleFolder.open(data);
    Files.write(data.resolve("incoming/x.part"), ABC);
    SampleFolder.open(data);
    assertThat(files()).isEmpty();
  }

  @Test
  void in_a_shared_folder_what_another_server_is_receiving_stays() throws IOException {
    SampleFolder folder = SampleFolder.openShared(data);
    Path old = Files.write(data.resolve("incoming/old.part"), ABC);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    try (SampleFiles.Incoming file = folder.receive()) {
      file.write(ABC, 0, 3);
      SampleFolder again = SampleFolder.openShared(data);
      assertThat(old).doesNotExist();
      file.keep();
      assertThat(again.path(OF_ABC.sha256())).hasBinaryContent(ABC);
    }
  }
}
