package io.github.statefulsetlab.run;

import java.util.Locale;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes messages and reports the same on every machine: in many locales {@code %d} and {@code %.1f}
 * give other digits and separators. Found by {@link java.util.ServiceLoader}; whoever starts no
 * session calls {@link #use}.
 */
public final class NeutralLocale implements LauncherSessionListener {

  /** From here on this process has no locale of its machine. */
  public static void use() {
    Locale.setDefault(Locale.ROOT);
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    use();
  }
}
