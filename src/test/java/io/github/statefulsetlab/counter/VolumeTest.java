package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The app on a real volume that is full or read-only; only where this user may mount one. */
@EnabledOnOs(OS.LINUX)
class VolumeTest {

  private static final int VOLUME_BYTES = 16 * 1024;

  private Path volume;
  private CounterApp app;
  private Client client;

  @BeforeEach
  void mount(@TempDir Path folder) throws Exception {
    volume = folder;
    assumeThat(
            run("mount", "-t", "tmpfs", "-o", "size=" + VOLUME_BYTES, "tmpfs", volume.toString()))
        .as("exit status of mount")
        .isZero();
    Map<String, String> env = Map.of("PORT", "0", "DATA_DIR", volume.toString());
    app = new CounterApp(Config.from(env), Disk.LOCAL, Clock.systemUTC());
    client = new Client(app.port());
    client.get("/");
  }

  @AfterEach
  void unmount() throws Exception {
    if (app != null) {
      app.close();
      run("umount", volume.toString());
    }
  }

  @Test
  void aFullVolumeIsNamedAndNothingIsCountedUntilThereIsRoom() throws IOException {
    Path filler = fill();

    assertRefused(volume + " is full (No space left on device)");

    Files.delete(filler);

    assertGoesOn();
  }

  @Test
  void aReadOnlyVolumeIsNamedAndNothingIsCountedUntilItCanBeWritten() throws Exception {
    run("mount", "-o", "remount,ro", volume.toString());

    assertRefused(volume + " is read-only");

    run("mount", "-o", "remount,rw", volume.toString());

    assertGoesOn();
  }

  private void assertRefused(String reason) {
    for (String path : new String[] {"/readyz", "/"}) {
      assertThat(client.get(path))
          .as(path)
          .returns(503, HttpResponse::statusCode)
          .extracting(HttpResponse::body)
          .asString()
          .startsWith(reason)
          .contains(volume.resolve("visits.txt").toString());
    }
    assertThat(client.count()).isEqualTo(1);
  }

  private void assertGoesOn() {
    assertThat(client.status("/readyz")).isEqualTo(200);
    assertThat(client.get("/").body()).contains("Visits: 2\n");
  }

  private Path fill() {
    Path filler = volume.resolve("filler");
    try {
      Files.write(filler, new byte[2 * VOLUME_BYTES]);
    } catch (IOException full) {
      return filler;
    }
    throw new AssertionError("The volume takes more than its size");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
