package earmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipDownloadTest {
  @ParameterizedTest
  @CsvSource({
    "a/b.txt, a/b.txt",
    "../../x, x",
    "/etc/passwd, etc/passwd",
    "C:\\Windows\\x, C_/Windows/x",
    "a/./b, a/b",
    "con, _con",
    "CON.txt, _CON.txt",
    "lpt1.x, _lpt1.x",
    "a. ., a",
    "'...', _",
    "'', _",
    "日本/語, 日本/語",
  })
  void a_path_from_an_archive_becomes_one_that_stays_where_it_is_unpacked(
      String path, String safe) {
    assertThat(ZipDownload.safe(path)).isEqualTo(safe);
  }

  @Test
  void no_path_leads_out_of_the_folder_that_it_is_unpacked_into() {
    String letters = "./\\:abC\0\u202e ~*?\"<>|\n";
    Property.holds(
        500,
        random -> {
          StringBuilder path = new StringBuilder();
          for (int n = random.nextInt(40); n > 0; n--) {
            path.append(letters.charAt(random.nextInt(letters.length())));
          }
          String safe = ZipDownload.safe(path.toString());
          Path folder = Path.of("/folder");
          Path place = folder.resolve(safe).normalize();
          assertThat(place.startsWith(folder)).as(safe).isTrue();
          assertThat(place).isNotEqualTo(folder);
          assertThat(safe).doesNotContainPattern("[\\\\:*?\"<>|\\p{Cntrl}\\p{Cf}]");
        });
  }
}
