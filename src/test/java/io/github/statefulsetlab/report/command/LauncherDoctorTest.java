package io.github.statefulsetlab.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a machine of files and programs that pretend. */
@DisplayName("./lab doctor")
class LauncherDoctorTest {

  private static final String ALL = "0000003fffffffff";

  @TempDir Path machine;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void aMachineThatHasAll() throws IOException {
    file("proc/self/status", "CapBnd:\t" + ALL + "\n");
    file("proc/sys/kernel/cap_last_cap", "37\n");
    file("proc/sys/kernel/osrelease", "6.1.0\n");
    file("proc/sys/fs/inotify/max_user_instances", "128\n");
    file("proc/sys/net/bridge/bridge-nf-call-iptables", "1\n");
    file("proc/net/ip_tables_names", "");
    file("proc/filesystems", "nodev\toverlay\n");
    file("proc/kallsyms", "0 t ip_set_add\t[ip_set]\n");
    file("dev/kmsg", "");
    program("java", "echo 'openjdk version \"17.0.1\"' >&2");
    program("javac", "true");
    program("df", "printf 'Filesystem\\n/dev/a 1 1 %s 1%% /\\n' ${FREE_KB:-20000000}");
    program("curl", "exit ${NETWORK:-0}");
    program("id", "if [ $1 = -u ]; then echo 1000; else echo alice; fi");
    program("hostname", "echo here");
    program(
        "docker",
        """
        case "$*" in
          'info') echo "$DENIED" >&2; exit ${ENGINE:-0} ;;
          *DockerRootDir*) echo /none ;;
          *SecurityOptions*) echo "[name=$SECURITY]" ;;
          *MemTotal*) echo ${MEMORY:-4000000000} ;;
          *CgroupVersion*) echo ${CGROUP:-2} ;;
          'version '*) echo 28.0 ;;
          'images -q statefulset-lab/node') echo "${NODE-123}" ;;
          'images -q '*) ;;
          'images --format'*) echo statefulset-lab/node:1 ;;
          'manifest '*) exit ${REGISTRY:-0} ;;
          'ps -a '*) printf "$LEFT" ;;
        esac
        """);
    environment.put("MACHINE", machine.toString());
    environment.put("JAVA_HOME", machine.resolve("jdk").toString());
    environment.put("PATH", machine.resolve("jdk/bin") + ":" + System.getenv("PATH"));
    environment.put("HOME", machine.toString());
    environment.put("DENIED", "");
    environment.put("SECURITY", "seccomp");
    environment.put("LEFT", "");
  }

  private void file(String name, String text) throws IOException {
    Path file = machine.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void program(String name, String does) throws IOException {
    file("jdk/bin/" + name, "#!/usr/bin/env bash\n" + does + "\n");
    Files.setPosixFilePermissions(
        machine.resolve("jdk/bin").resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ended(int status, String said) {}

  private Ended doctor(String... options) throws IOException, InterruptedException {
    String[] command = new String[options.length + 2];
    command[0] = "./lab";
    command[1] = "doctor";
    System.arraycopy(options, 0, command, 2, options.length);
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    for (String proxy : new String[] {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"}) {
      process.environment().remove(proxy);
    }
    process.environment().putAll(environment);
    Process started = process.start();
    started.getOutputStream().close();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(started.waitFor(), said);
  }

  @Test
  void findsNothingToMendOnAMachineThatHasAll() throws Exception {
    Ended ended = doctor();

    assertThat(ended.status()).isZero();
    assertThat(ended.said().lines())
        .allSatisfy(line -> assertThat(line).startsWith("ok "))
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ENGINE | 1 | 1 | missing +engine +no Docker engine answers\\s+Start it",
        "FREE_KB | 1000000 | 1 | missing +disk +0 GB free in this folder, 2 GB are needed\\s+"
            + "docker system prune",
        "MEMORY | 1000000000 | 1 | missing +memory +953 MB",
        "MEMORY | 2000000000 | 0 | warn +memory +1907 MB",
        "SECURITY | rootless | 0 | warn +rights .*without root",
        "NODE | '' | 0 | warn +node .*\\s+The first ./lab grade pulls rancher/k3s",
        "NETWORK | 6 | 1 | missing +libraries .* does not answer\\s+Connect",
        "https_proxy | http://proxy:3128 | 0 | warn +ports .*proxy:3128\\s+"
            + "export no_proxy=localhost",
        "LEFT | a here/999999999/1\\n"
            + "b other/1/1\\n"
            + " | 0 | warn +leftovers +1 containers.*\\s+"
            + "./lab clean",
      })
  void tellsWhatIsWrongAndHowToMendIt(String name, String value, int status, String says)
      throws Exception {
    environment.put(name, value);

    Ended ended = doctor();

    assertThat(ended.said()).containsPattern(Pattern.compile("(?m)^" + says));
    assertThat(ended.status()).isEqualTo(status);
  }

  @Test
  void tellsWhoMayNotUseTheEngineApartFromWhoHasNone() throws Exception {
    environment.putAll(Map.of("ENGINE", "1", "DENIED", "permission denied while trying"));

    assertThat(doctor().said()).contains("sudo usermod -aG docker alice");
  }

  @Test
  void tellsThatNoImageOfTheNodeCanBeHad() throws Exception {
    environment.putAll(Map.of("NODE", "", "REGISTRY", "1"));
    program("go", "true");

    assertThat(doctor().said()).containsPattern("warn +registry .* can't be pulled");
  }

  @Test
  void tellsWhatTheKernelLacks() throws Exception {
    file("proc/filesystems", "ext4\n");
    file("proc/kallsyms", "");
    file("proc/sys/fs/inotify/max_user_instances", "8\n");
    Files.delete(machine.resolve("proc/net/ip_tables_names"));
    Files.delete(machine.resolve("proc/sys/net/bridge/bridge-nf-call-iptables"));

    Ended ended = doctor();

    assertThat(ended.status()).isOne();
    assertThat(ended.said())
        .contains("modprobe overlay", "modprobe br_netfilter", "modprobe ip_tables")
        .contains("modprobe ip_set", "only 8 inotify instances");
  }

  @Test
  void tellsThatCapabilitiesAreWithheld() throws Exception {
    file("proc/self/status", "CapBnd:\t0000003ffeffffff\n");
    assertThat(doctor().said()).contains("the cluster does without them");

    Files.delete(machine.resolve("dev/kmsg"));
    assertThat(doctor().said()).containsPattern("missing +rights .*/dev/kmsg");
  }

  @Test
  void tellsThatControllersAreNotDelegated() throws Exception {
    file("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io pids\n");

    assertThat(doctor().said()).containsPattern("missing +cgroups +version 2 without");
  }

  @Test
  void tellsThatJavaIsTooOldOrHasNoCompiler() throws Exception {
    program("java", "echo 'openjdk version \"11.0.1\"' >&2");
    assertThat(doctor().said()).containsPattern("missing +java +Java 11 is too old");

    program("java", "echo 'openjdk version \"17.0.1\"' >&2");
    Files.delete(machine.resolve("jdk/bin/javac"));
    assertThat(doctor().said()).containsPattern("missing +java +there is a Java but no compiler");
  }

  @Test
  void printsObjectsForPrograms() throws Exception {
    environment.put("https_proxy", "http://a\"b\\c");

    Ended ended = doctor("--json");

    ObjectMapper json = new ObjectMapper();
    for (String line : ended.said().split("\n", -1)) {
      if (!line.isEmpty()) {
        JsonNode object = json.readTree(line);
        assertThat(object.fieldNames())
            .toIterable()
            .containsExactly("check", "status", "found", "remedy");
      }
    }
    assertThat(ended.said()).contains("a\\\"b\\\\c");
  }
}
