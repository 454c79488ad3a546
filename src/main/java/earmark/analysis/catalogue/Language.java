package earmark.analysis.catalogue;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelNativeTypesExtensions;
import dev.cel.extensions.CelSetsExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import earmark.analysis.Facts;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The language of conditions: the Common Expression Language over the sections of {@link Facts}. It
 * has no loops without bound, no input or output, and regular expressions in linear time; every
 * condition is checked against the types of the facts when it is compiled.
 */
final class Language {
  private static final String INDICATORS = "indicators";

  /**
   * Steps of all {@code exists} and the like in one condition; a list of facts has at most 16,384.
   */
  private static final int STEPS_MAX = 200_000;

  private static final int REGEX_PROGRAM_MAX = 2000;

  private final Cel cel;
  private final Set<String> variables = new HashSet<>();

  /** For indicators, which can't ask for indicators, or for tags, which can. */
  Language(boolean withIndicators) {
    CelOptions options =
        CelOptions.current()
            .comprehensionMaxIterations(STEPS_MAX)
            .maxRegexProgramSize(REGEX_PROGRAM_MAX)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    List<Class<?>> sections = new ArrayList<>();
    CelBuilder builder =
        CelFactory.plannerCelBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    for (RecordComponent section : Facts.class.getRecordComponents()) {
      variables.add(section.getName());
      Class<?> type = section.getType();
      if (type == String.class) {
        builder.addVar(section.getName(), SimpleType.STRING);
      } else {
        sections.add(type);
        builder.addVar(section.getName(), StructTypeReference.create(type.getCanonicalName()));
      }
    }
    if (withIndicators) {
      variables.add(INDICATORS);
      builder.addVar(INDICATORS, ListType.create(SimpleType.INT));
    }
    CelNativeTypesExtensions types = CelExtensions.nativeTypes(sections.toArray(Class<?>[]::new));
    CelSetsExtensions sets = CelExtensions.sets(options);
    cel =
        builder
            .addCompilerLibraries(types, sets, CelExtensions.strings(), CelExtensions.math())
            .addRuntimeLibraries(types, sets, CelExtensions.strings(), CelExtensions.math())
            .build();
  }

  /**
   * Conditions ready to be asked. They are checked as one list, since the checker declares all
   * functions anew each time, which takes longer than all conditions; if that fails, each is
   * checked alone.
   *
   * @throws IllegalArgumentException with line, column and reason, if one isn't well-typed
   */
  List<Condition> compile(List<String> texts) {
    String list =
        texts.stream().map(text -> "(" + text + "\n)").collect(Collectors.joining(",", "[", "]"));
    try {
      CelAbstractSyntaxTree all = cel.compile(list).getAst();
      if (all.getExpr().getKind() != CelExpr.ExprKind.Kind.LIST) return alone(texts);
      List<CelExpr> parts = all.getExpr().list().elements();
      if (parts.size() != texts.size()) return alone(texts);
      List<Condition> conditions = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        conditions.add(
            condition(
                texts.get(i),
                CelAbstractSyntaxTree.newCheckedAst(
                    parts.get(i), all.getSource(), all.getReferenceMap(), all.getTypeMap())));
      }
      return conditions;
    } catch (CelValidationException e) {
      return alone(texts);
    }
  }

  private List<Condition> alone(List<String> texts) {
    List<Condition> conditions = new ArrayList<>();
    for (String text : texts) {
      try {
        conditions.add(condition(text, cel.compile(text).getAst()));
      } catch (CelValidationException e) {
        throw new IllegalArgumentException(in(text) + e.getMessage(), e);
      }
    }
    return conditions;
  }

  private static String in(String text) {
    return "in the condition " + text + ": ";
  }

  private Condition condition(String text, CelAbstractSyntaxTree tree) {
    if (!tree.getResultType().equals(SimpleType.BOOL)) {
      throw new IllegalArgumentException(
          in(text) + "expected type 'bool' but found '" + tree.getResultType().name() + "'");
    }
    NavigableSet<String> reads = new TreeSet<>();
    Set<Long> asked = new HashSet<>();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .forEach(node -> {
          CelExpr expr = node.expr();
          read(expr).ifPresent(reads::add);
          boolean whole =
              isVariable(expr)
                  && node.parent().map(parent -> !isSelect(parent.expr())).orElse(true);
          if (whole) reads.add(expr.ident().name());
          if (asksForIndicator(expr)) {
            asked.add(expr.call().args().getFirst().constant().int64Value());
          }
        });
    try {
      return new Condition(text, cel.createProgram(tree), reads, Set.copyOf(asked));
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(in(text) + e.getMessage(), e);
    }
  }

  private boolean isVariable(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.IDENT && variables.contains(expr.ident().name());
  }

  private static boolean isSelect(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.SELECT;
  }

  private Optional<String> read(CelExpr expr) {
    if (!isSelect(expr) || !isVariable(expr.select().operand())) return Optional.empty();
    return Optional.of(expr.select().operand().ident().name() + "." + expr.select().field());
  }

  /** {@code 9 in indicators}. */
  private static boolean asksForIndicator(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL || !expr.call().function().equals("@in")) {
      return false;
    }
    CelExpr wanted = expr.call().args().getFirst();
    CelExpr list = expr.call().args().getLast();
    return wanted.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && wanted.constant().getKind() == CelConstant.Kind.INT64_VALUE
        && list.getKind() == CelExpr.ExprKind.Kind.IDENT
        && list.ident().name().equals(INDICATORS);
  }

  /** The facts as conditions see them. */
  static Map<String, Object> variables(Facts facts) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("file", facts.file());
    variables.put("pe", facts.pe());
    variables.put("elf", facts.elf());
    variables.put("archive", facts.archive());
    variables.put("strings", facts.strings());
    variables.put("children", facts.children());
    variables.put("failure", facts.failure());
    return variables;
  }

  /** The same, with the ids of the indicators that fired. */
  static Map<String, Object> variables(Facts facts, List<Indicator> fired) {
    Map<String, Object> variables = variables(facts);
    variables.put(INDICATORS, fired.stream().map(indicator -> (long) indicator.id()).toList());
    return variables;
  }
}
