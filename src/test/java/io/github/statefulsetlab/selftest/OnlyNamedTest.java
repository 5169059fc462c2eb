package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.OnlyNamed;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

@DisplayName("Of the behaviours")
class OnlyNamedTest {

  private static final TestSource STORED = method(Stored.class, "isKept");
  private static final TestSource FOUND = method(Stored.class, "isFound");

  static final class Stored {
    @Behaviour("storage.kept")
    void isKept() {}

    @Behaviour("storage.found")
    void isFound() {}
  }

  static final class Plain {
    void isNoBehaviour() {}
  }

  @Test
  void allAreCheckedUnlessSomeAreNamed() {
    assertThat(List.of(STORED, FOUND)).allMatch(keptBy(""));
    assertThat(List.of(STORED, FOUND)).allMatch(keptBy(" , "));
  }

  @Test
  void onlyThoseNamedAreChecked() {
    assertThat(STORED).matches(keptBy("dns.short-name, storage.kept"));
    assertThat(FOUND).matches(keptBy("dns.short-name, storage.kept").negate());
  }

  @Test
  void aClassIsLeftOutWhereNoneOfItsOwnIsNamed() {
    assertThat(ClassSource.from(Stored.class)).matches(keptBy("storage.found"));
    assertThat(ClassSource.from(Stored.class)).matches(keptBy("storage.foun").negate());
  }

  @Test
  void testsThatAreNotBehavioursStay() {
    assertThat(ClassSource.from(Plain.class)).matches(keptBy("storage.kept"));
    assertThat(method(Plain.class, "isNoBehaviour")).matches(keptBy("storage.kept"));
  }

  private static Predicate<TestSource> keptBy(String ids) {
    Function<TestSource, TestDescriptor> descriptor = Described::new;
    return source -> new OnlyNamed(ids).apply(descriptor.apply(source)).included();
  }

  private static TestSource method(Class<?> type, String name) {
    try {
      return MethodSource.from(type.getDeclaredMethod(name));
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Described extends AbstractTestDescriptor {
    Described(TestSource source) {
      super(UniqueId.forEngine("test"), "test", source);
    }

    @Override
    public Type getType() {
      return Type.TEST;
    }
  }
}
