package io.github.statefulsetlab.grading.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.format.reader.GradebookImporters;
import io.github.statefulsetlab.grading.format.reader.GradebookImporters.Language;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A grading worksheet of Moodle in the language of its site")
class MoodleWorksheetTest {

  private static final String WORKSHEET =
      "%s,Name,E-mail,Status,%s,%s,%s,x,%s,%s\n"
          + "%s1,Ann,a@x,s,,10.00,%s,-,-,\n"
          + "%s2,Bob,b@x,s,3.00,10.00,%s,-,-,\n";

  private static Gradebook.Filled fill(String file, SubmissionGrade... submissions) {
    return Gradebook.fill(
        file.getBytes(UTF_8), Map.of(), Sheet.of(SampleGrades.grade(submissions)));
  }

  private static String text(Gradebook.Filled filled) {
    return new String(filled.content(), UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          English;Identifier;Grade;Maximum grade;Grade can be changed;Last modified (grade);Feedback comments;'Participant ';Yes;No
          before Moodle 4;Identifier;Grade;Maximum Grade;Grade can be changed;Last modified (grade);Feedback comments;'Participant ';Yes;No
          German;ID;Bewertung;Bestwertung;Bewertung kann geändert werden;Zuletzt geändert (Bewertung);Feedback als Kommentar;Teilnehmer/in;Ja;Nein
          Russian;Идентификатор;Оценка;Максимальная оценка;Оценка может быть изменена;Последнее изменение (оценка);Отзыв в виде комментария;Участник;Да;Нет
          French;Identifiant;Note;Note maximale;La note peut être modifiée;Dernière modification (note);Feedback par commentaires;Participant;Oui;Non
          Portuguese;Identificador;Avaliação;Nota máxima;A nota pode ser alterada.;Última atualização (avaliação);Comentários de feedback;Participante;Sim;Não
          Arabic;المُعرَّف;الدرجة;أعلى تقدير;يمكن تغيير الدرجة;آخر تعديل (التقدير);تعليقات الإفادة;المشارك;نعم;لا
          Chinese;标识符;成绩;最高分;允许更改成绩;上次修改（评分）;反馈意见;参与人;是的;否
          """)
  void isKnownWithItsLockedLines(
      String language,
      String id,
      String grade,
      String maximum,
      String changeable,
      String modified,
      String feedback,
      String participant,
      String yes,
      String no)
      throws IOException {
    String file =
        WORKSHEET.formatted(
            id, grade, maximum, changeable, modified, feedback, participant, yes, participant, no);
    Gradebook.Filled filled =
        fill(file, GradebookTest.graded("1", "7.5"), GradebookTest.graded("2", "10"));

    assertThat(filled.graded()).containsExactly("1");
    assertThat(filled.kept()).containsExactly("2");
    assertThat(filled.notes()).isEmpty();
    assertThat(text(filled)).contains("1,Ann,a@x,s,7.5,10.00,").contains("7.5 of 10 points");
    assertThat(
            GradebookImporters.moodle(
                filled.content(), new Language(id, grade, modified, participant), 10))
        .contains(Map.of("1", 7.5, "2", 3.0));
  }

  @Test
  void ofAnotherLanguageIsKnownByThePlacesOfItsColumns() {
    String estonian =
        "Identifikaator,Täisnimi,Olek,Hinne,Maksimum,Hinnet saab muuta,Viimati muudetud,Kommentaarid\n"
            + "Osaleja 1,Ann,x,,10.00,Jah,-,\nOsaleja 2,Bob,x,3.00,10.00,Ei,-,\n";
    Gradebook.Filled filled = fill(estonian, GradebookTest.graded("1", "7.5"));

    assertThat(text(filled)).isEqualTo(estonian.replace("Ann,x,,10.00", "Ann,x,7.5,10.00"));
    assertThat(filled.notes())
        .containsExactly(
            "its columns were found by their places, since its language is not known: \"Identifikaator\" says who, \"Hinne\" takes the grade",
            "no column for comments was found; --gradebook-columns \"feedback=COLUMN\" names one",
            "which lines are locked could not be read; Moodle leaves a locked grade as it is when the file is uploaded");
  }

  @Test
  void ofAnotherLanguageHasTheRubricsFullMarkAsWell() {
    String estonian = "Id,Hinne,Maksimum,Muuta,Muudetud\nOsaleja 1,,100.00,Jah,-\n";

    assertThatThrownBy(() -> fill(estonian, GradebookTest.graded("1", "7.5")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("The full mark is 100 in the grade book and 10 in the rubric");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          who,name,mark,of,more,last/7,Ann,,10,x,x/8,Bob,,10,x,x
          who,name,mark,of,more,last/P 7,Ann,,10,x,x/P 8,Bob,,20,x,x
          who,name,mark,of,more,last/P 7,Ann,,10,x,x/Q 8,Bob,,10,x,x
          who,name,mark,of,more,last/P 7,Ann,A+,10,x,x/P 8,Bob,B,10,x,x
          who,name,mark,of,more,last/P 7,Ann,,10,x,x/P 7,Bob,,10,x,x
          who,mark,of/P 7,,10
          """)
  void isNotTakenForOneWhereItsColumnsAreElsewhere(String text) {
    assertThatThrownBy(() -> fill(text.replace('/', '\n'), GradebookTest.graded("7", "1")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("neither a grading worksheet of Moodle");
  }

  @Test
  void marksOfWorkflowStandBetween() {
    String german =
        "ID,Bewertung,Bestwertung,Bewertungsworkflow,Änderbar,Zuletzt geändert (Bewertung)\n"
            + "Teilnehmer/in1,,10.00,in Prüfung,Ja,-\nTeilnehmer/in2,,10.00,,Nein,-\n";
    Gradebook.Filled filled =
        fill(german, GradebookTest.graded("1", "7"), GradebookTest.graded("2", "7"));

    assertThat(filled.kept()).containsExactly("2");
    assertThat(text(filled)).isEqualTo(german.replace("in1,,", "in1,7,"));
  }
}
