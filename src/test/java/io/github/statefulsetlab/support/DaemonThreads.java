package io.github.statefulsetlab.support;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Threads with a name that do not outlive the run: the process ends when only they are left.
 *
 * @param name of each thread, for thread dumps
 */
public record DaemonThreads(String name) implements ThreadFactory, Executor {

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs the task in a thread of its own. */
  @Override
  public void execute(Runnable task) {
    newThread(task).start();
  }
}
