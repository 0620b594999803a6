package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.sparksvi.kind.Setting.Form;

/** The Python classes of the pairs, from the tables of their Params. */
final class PythonSource {
  private static final int WIDTH = 100;

  private static final String HEAD =
      """
      \"""Bayesian models by stochastic variational inference, as Spark ML estimators.

      The classes mirror ``org.sparksvi.ml`` in the JVM. This file is written by
      ``PythonSourceTest`` from the tables of settings: change these, not the file.
      \"""

      from typing import Any, Dict, List, Optional, TypeVar, Union

      from pyspark import keyword_only
      from pyspark.ml.param import Param, Params
      from pyspark.ml.util import JavaMLReadable, JavaMLWritable
      from pyspark.ml.wrapper import JavaEstimator

      from sparksvi._params import flag, real, text, texts, whole, wholes
      from sparksvi._stages import (
      %s
      )

      __all__ = [
      %s
      ]

      S = TypeVar("S", bound=Params)
      """;

  private static final String EVALUATOR =
      """


      class HeldOutEvaluator(_HeldOutEvaluator):
          __doc__ = _HeldOutEvaluator.__doc__
      """;

  private PythonSource() {}

  /** A pair: the name of its estimator, and an estimator. */
  record Pair(String name, String doc, Face face) {}

  static List<Pair> pairs() {
    return List.of(
        new Pair(
            "LDA",
            "Latent Dirichlet allocation, over counts of words or documents of text.",
            LDA.FACE),
        new Pair(
            "GaussianMixture",
            "Mixtures of Gaussian components, over rows of numbers.",
            GaussianMixture.FACE),
        new Pair(
            "CountMixture",
            "Mixtures of multinomials or Bernoullis, over counts.",
            CountMixture.FACE),
        new Pair(
            "FactorAnalysis",
            "Factor analysis, probabilistic and Bayesian principal components.",
            FactorAnalysis.FACE),
        new Pair(
            "VariationalAutoencoder",
            "Variational autoencoders, over rows of numbers or of counts.",
            VariationalAutoencoder.FACE),
        new Pair(
            "BayesianLinearRegression",
            "Linear regression with a posterior of its coefficients and of the noise.",
            BayesianLinearRegression.FACE),
        new Pair(
            "BayesianLogisticRegression",
            "Logistic regression of the classes 0 and 1 with a posterior of its coefficients.",
            BayesianLogisticRegression.FACE),
        new Pair(
            "BayesianGLM",
            "Generalised linear models with a posterior of their coefficients.",
            BayesianGLM.FACE),
        new Pair(
            "BayesianGLMM",
            "Generalised linear mixed models: effects that vary by group, over named columns.",
            BayesianGLMM.FACE),
        new Pair(
            "JointPosterior",
            "Models of your own: a class on the class path, over columns by their names.",
            JointPosterior.FACE));
  }

  static String text() {
    List<String> bases =
        pairs().stream().map(pair -> "    _%sModel,".formatted(pair.name())).sorted().toList();
    List<String> names = new ArrayList<>();
    for (Pair pair : pairs()) {
      names.add("    \"%s\",".formatted(pair.name()));
      names.add("    \"%sModel\",".formatted(pair.name()));
    }
    names.add("    \"HeldOutEvaluator\",");
    names.add("    \"ModelTables\",");
    names.add("    \"SviStream\",");
    List<String> imports = new ArrayList<>(bases);
    imports.add("    _HeldOutEvaluator,");
    imports.add("    _SviEstimator,");
    imports.add("    ModelTables,");
    imports.add("    SviStream,");
    StringBuilder all =
        new StringBuilder(HEAD.formatted(String.join("\n", imports), String.join("\n", names)));
    all.append("\n\nclass _SviParams(Params):\n    \"\"\"Params that every pair has.\"\"\"\n");
    shared().forEach(row -> all.append(definition(row)));
    shared().forEach(row -> all.append(getter(row)));
    all.append(
        "\n\nclass _SviSetters(_SviParams):\n    \"\"\"Setters of what every estimator has.\"\"\"\n");
    shared().forEach(row -> all.append(setter(row)));
    pairs().forEach(pair -> all.append(pair(pair)));
    all.append(EVALUATOR);
    return all.toString();
  }

  /** The rows that all pairs have alike. */
  private static List<ParamRow> shared() {
    return pairs().get(0).face().rows().stream()
        .filter(row -> pairs().stream().allMatch(pair -> has(pair, row)))
        .toList();
  }

  private static boolean has(Pair pair, ParamRow row) {
    return pair.face().rows().stream()
        .anyMatch(
            other ->
                other.name().equals(row.name())
                    && other.key().equals(row.key())
                    && other.doc().equals(row.doc())
                    && Objects.deepEquals(other.usual(), row.usual()));
  }

  private static String definition(ParamRow row) {
    return "\n    %s: \"Param[%s]\" = Param(\n        Params._dummy(),\n        \"%s\",\n%s,\n        typeConverter=%s,\n    )\n"
        .formatted(
            row.name(), type(row.form()), row.name(), strings(row.doc()), converter(row.form()));
  }

  private static String getter(ParamRow row) {
    return "\n    def get%s(self) -> %s:\n        \"\"\"The value of ``%s``, or its default.\"\"\"\n        return self.getOrDefault(self.%s)\n"
        .formatted(capital(row.name()), type(row.form()), row.name(), row.name());
  }

  private static String pair(Pair pair) {
    List<ParamRow> rows = pair.face().rows();
    List<String> sharedNames = shared().stream().map(ParamRow::name).toList();
    List<ParamRow> own = rows.stream().filter(row -> !sharedNames.contains(row.name())).toList();
    StringBuilder text = new StringBuilder();
    text.append(
        "\n\nclass _%1$sParams(_SviParams):\n    \"\"\"Params of %1$s and its model.\"\"\"\n"
            .formatted(pair.name()));
    own.forEach(row -> text.append(definition(row)));
    own.forEach(row -> text.append(getter(row)));
    text.append(
        """


        class %1$s(
            _SviEstimator,
            JavaEstimator["%1$sModel"],
            _%1$sParams,
            _SviSetters,
            JavaMLWritable,
            JavaMLReadable["%1$s"],
        ):
            \"""%2$s

            Params that every estimator has are described at their names, such as
            ``%1$s.seed.doc``, and by ``explainParams()``.

            Parameters
            ----------
        %3$s    \"""

            _input_kwargs: Dict[str, Any]

            @keyword_only
            def __init__(
                self,
                *,
        %4$s    ) -> None:
                super().__init__()
                self._java_obj = self._new_java_obj("org.sparksvi.ml.%1$s", self.uid)
                self._setDefault(
        %5$s        )
                self._set(**self._input_kwargs)

            @keyword_only
            def setParams(
                self,
                *,
        %4$s    ) -> "%1$s":
                \"""Sets several Params at once.\"""
                return self._set(**self._input_kwargs)

            def _create_model(self, java_model: Any) -> "%1$sModel":
                return %1$sModel(java_model)
        """
            .formatted(
                pair.name(),
                pair.doc(),
                own.stream().map(PythonSource::documented).collect(Collectors.joining()),
                rows.stream().map(PythonSource::argument).collect(Collectors.joining()),
                rows.stream()
                    .filter(row -> row.usual() != null)
                    .map(row -> "            %s=%s,\n".formatted(row.name(), literal(row.usual())))
                    .collect(Collectors.joining())));
    own.forEach(row -> text.append(setter(row)));
    text.append(
        "\n\nclass %1$sModel(_%1$sModel, _%1$sParams, JavaMLWritable, JavaMLReadable[\"%1$sModel\"]):\n"
            .formatted(pair.name()));
    text.append("    __doc__ = _%sModel.__doc__\n".formatted(pair.name()));
    for (ParamRow row : rows) {
      if (ofModels(row)) {
        text.append(setter(row));
      }
    }
    return text.toString();
  }

  /** Whether transform heeds a Param. */
  private static boolean ofModels(ParamRow row) {
    return List.of(JointPosterior.CLASS, JointPosterior.SETTINGS).contains(row.name())
        || (row.key().isEmpty()
            && !List.of(Face.STORAGE, Face.WORK_DIRECTORY, Face.RUN_DIRECTORY, Face.VALIDATION)
                .contains(row.name()));
  }

  private static String setter(ParamRow row) {
    return "\n    def set%s(self: S, value: %s) -> S:\n        \"\"\"Sets ``%s``.\"\"\"\n        return self._set(%s=value)  # type: ignore[return-value]\n"
        .formatted(capital(row.name()), accepted(row.form()), row.name(), row.name());
  }

  private static String documented(ParamRow row) {
    String usual = row.usual() == null ? "optional" : "default " + literal(row.usual());
    StringBuilder text =
        new StringBuilder("    %s : %s, %s\n".formatted(row.name(), type(row.form()), usual));
    for (String line : wrapped(row.doc().replace("\\", "\\\\"), WIDTH - 8)) {
      text.append("        ").append(line).append('\n');
    }
    return text.toString();
  }

  private static String argument(ParamRow row) {
    return row.usual() == null
        ? "        %s: Optional[%s] = None,\n".formatted(row.name(), accepted(row.form()))
        : "        %s: %s = %s,\n"
            .formatted(row.name(), accepted(row.form()), literal(row.usual()));
  }

  private static String type(Form form) {
    return switch (form) {
      case WHOLE, LONG -> "int";
      case REAL -> "float";
      case FLAG -> "bool";
      case TEXT -> "str";
      case WHOLES -> "List[int]";
      case TEXTS -> "List[str]";
    };
  }

  private static String accepted(Form form) {
    return form == Form.TEXT ? "Union[str, float]" : type(form);
  }

  private static String converter(Form form) {
    return switch (form) {
      case WHOLE, LONG -> "whole";
      case REAL -> "real";
      case FLAG -> "flag";
      case TEXT -> "text";
      case WHOLES -> "wholes";
      case TEXTS -> "texts";
    };
  }

  private static String literal(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof int[] wholes) {
      return Arrays.toString(wholes);
    }
    if (value instanceof String[] texts) {
      return Arrays.stream(texts)
          .map(PythonSource::quoted)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Number ? String.valueOf(value) : quoted(String.valueOf(value));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A text as literals, one a line. */
  private static String strings(String text) {
    List<String> lines = wrapped(text, WIDTH - 12);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String end = i == lines.size() - 1 ? "" : " ";
      all.append(i == 0 ? "" : "\n").append("        ").append(quoted(lines.get(i) + end));
    }
    return all.toString();
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
