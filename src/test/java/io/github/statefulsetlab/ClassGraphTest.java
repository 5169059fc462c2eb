package io.github.statefulsetlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassGraphTest {

  @Test
  void findsTheClassesThatNeedEachOther() {
    ClassGraph graph =
        new ClassGraph(
            Map.of(
                "p.A", Set.of("p.B"),
                "p.B", Set.of("p.C", "p.D"),
                "p.C", Set.of("p.A"),
                "p.D", Set.of(),
                "p.E", Set.of("p.A")));

    assertThat(graph.knots()).containsExactly(List.of("A", "B", "C"));
  }

  @Test
  void leavesToOthersWhatCrossesPackages() {
    ClassGraph graph = new ClassGraph(Map.of("p.A", Set.of("q.B"), "q.B", Set.of("p.A")));

    assertThat(graph.knots()).isEmpty();
  }

  @Test
  void countsAClassWithAllThatIsInsideIt() {
    ClassGraph graph =
        ClassGraph.of(new ClassFileImporter().importClasses(Outer.class, Outer.Inner.class));

    assertThat(graph.edges()).containsOnlyKeys(ClassGraphTest.class.getName());
    assertThat(graph.collaborators(ClassGraphTest.class.getName())).isEmpty();
  }

  private static final class Outer {
    static final class Inner {
      static Outer around() {
        return new Outer();
      }
    }
  }
}
