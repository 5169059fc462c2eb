package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real disk, with its steps noted down and one of them failing on demand. */
final class FakeDisk implements Disk {

  enum Step {
    WRITE,
    RENAME,
    SYNC_FOLDER,
    NONE
  }

  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private volatile Step broken = Step.NONE;
  private volatile Runnable beforeWrite = () -> {};

  List<Step> steps() {
    return steps;
  }

  void breakAt(Step step) {
    broken = step;
  }

  void beforeWrite(Runnable action) {
    beforeWrite = action;
  }

  @Override
  public void writeDurably(Path file, byte[] content) throws IOException {
    beforeWrite.run();
    take(Step.WRITE);
    Disk.LOCAL.writeDurably(file, content);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    take(Step.RENAME);
    Disk.LOCAL.rename(from, to);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    take(Step.SYNC_FOLDER);
    Disk.LOCAL.syncFolder(folder);
  }

  private void take(Step step) throws IOException {
    steps.add(step);
    if (step == broken) {
      throw new IOException("No space left on device");
    }
  }
}
