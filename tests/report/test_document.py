"""The report: every number of the result, each source where it can be found, safety before all, and no markup from a text."""

import re
from datetime import date

import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.content.derived import questions_of
from lbt_widgets.figures import plan as plan_words
from lbt_widgets.figures import plan_sum
from lbt_widgets.figures import profile as pictures
from lbt_widgets.figures.words import answered, author_year, found_by, per_100, percent, signed
from lbt_widgets.report import report_html, room
from lbt_widgets.report.plan_part import ABOUT_NUMBERS, ON_THE_PAGE, STEPS_IN_ENGLISH, STEPS_ON_THE_PAGE, plan_part
from lbt_widgets.report.references import References
from lbt_widgets.report.room import details
from lbt_widgets.risk import Profile, assess
from lbt_widgets.words import _, speaking

from .infected import MARKUP, InfectedContent
from .people import CONTENT, DAY, ROUTINE, STOPPED, WELL, Read, at_their_worst, taken

TAGS = {
    *("html", "head", "meta", "title", "link", "style", "body", "main", "section", "div", "span", "p"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "b",
        "i",
        "strong",
        "a",
        "cite",
    ),
    *("svg", "defs", "pattern", "path", "rect", "circle", "polygon"),
}


def read(found, content=CONTENT):
    return Read(report_html(found, content, DAY))


def person(name):
    return CONTENT.people[name]


@pytest.fixture
def endless_paper(monkeypatch):
    """Nothing is left out."""
    monkeypatch.setattr(room, "LINES", 10**6)


@pytest.mark.usefixtures("endless_paper")
@pytest.mark.parametrize("who", WELL, ids=lambda one: one.id)
def test_every_number_of_the_result_is_in_it(who):
    found = taken(who)
    text, result = read(found).text, found.result
    assert pictures.dots(result).sentence in text
    assert pictures.causes(result, CONTENT).sentence in text
    assert f"model version {result.model_version}" in text
    assert f"belief {result.belief:.2g}" in text
    for value in (*result.per_100, result.baseline_per_100):
        assert f"{per_100(value)}{per_100(100 - value)}" in text  # two cells of the table
    for name, share in result.causes.items():
        row = re.search(rf"{CONTENT.causes[name].title}(\d+ % ?){{3}}", text)[0]
        assert row.rstrip().endswith(percent(share.share) + percent(share.unknown) + percent(share.typical))
    for one in result.contributions:
        said = f"{one.label}: {pictures.answer_words(one, CONTENT)}"
        assert said in text
        if signed(one.per_100) != "±0":
            assert f"{said}{signed(one.per_100)} " in text
    for name, value in found.profile.answers.items():
        assert answered(CONTENT.questions[name], value) in text


@pytest.mark.parametrize("who", WELL, ids=lambda one: one.id)
def test_the_plan_is_in_it_with_doses_and_signs_to_stop(who):
    found = taken(who)
    text = read(found).text
    for sentence in plan_sum.sentences(found.plan, CONTENT):
        assert sentence in text
    for one in found.plan.chosen:
        fix = CONTENT.fixes[one.fix]
        assert f"{fix.name} (from week " in text
        assert fix.not_for in text
        for part in fix.parts:
            exercise = CONTENT.exercises[part.exercise]
            assert exercise.name in text
            assert part.dose(exercise).in_words in text
            assert exercise.stop_if[1:] in text
    self_care = next(one for one in CONTENT.safety.actions if one.id == "self_care")
    assert self_care.advice in text
    assert all(flag.ask in text for flag in CONTENT.safety.flags if flag.action == "emergency")


def test_each_change_of_the_plan_cites_what_it_rests_on():
    """Guidance too: of what is in every plan, "keep moving" had no number of a source beside it."""
    text = read(taken(person("nothing-wrong"))).text
    for name in ("keep_moving", "load_rules"):
        row = text[text.index(f"{CONTENT.fixes[name].name} (from week") :]
        assert re.search(r"nothing counted\) \[\d|of 100 counted; [●○]+ \w+\) \[\d", row[:900])


def test_a_large_plan_is_told_in_short():
    """What goes first is in the workbook too; what to do, how much, and who should not, stays."""
    large, small = taken(at_their_worst(), minutes=600, red_flags=ROUTINE), taken(person("nothing-wrong"))
    text = read(large).text
    for one in large.plan.chosen:
        fix = CONTENT.fixes[one.fix]
        assert f"{' '.join(plan_words.to_do(fix).split())} " in text and fix.not_for in text
        for part in fix.parts:
            exercise = CONTENT.exercises[part.exercise]
            assert exercise.stop_if[1:] in text and part.dose(exercise).in_words in text
    assert re.search(r"\d+ more answers moved it less; they are in the workbook\.", text)
    assert re.search(r"\d+ more answers moved nothing; they are in the workbook\.", text)
    for told in (ABOUT_NUMBERS, ON_THE_PAGE):
        assert told in text and told not in read(small).text
    assert not re.search("Easier: |Less: ", text) and "Less: " in read(small).text


def test_the_steps_of_an_exercise_go_last():
    least = list(details())[-1]
    assert [one.steps for one in details()] == [True] * (len(list(details())) - 1) + [False]
    found = taken(at_their_worst(), minutes=600)
    cited = References(CONTENT)
    text = " ".join("".join(one.itertext()) for one in plan_part(found, CONTENT, cited, least))
    assert STEPS_ON_THE_PAGE in text
    assert "Stand in front of a chair" not in text


def test_what_adds_up_is_a_list():
    html = report_html(taken(person("big-jump-beginner")), CONTENT, DAY)
    (summed,) = re.findall(r'<ul class="sum">(.*?)</ul>', html)
    told = re.findall(r"<li>(.*?)</li>", summed)
    assert len(told) > 4
    assert told[0].startswith("<b>Going by trials")


def test_days_of_an_exercise_are_those_of_its_last_week():
    text = read(taken(person("worn-out-marathoner"))).text
    assert "Standing side bends" in text
    assert "3 days a week.° On Monday, Wednesday and Friday." in text
    assert "12 weeks, from Mon 30 Nov; the last begins on Mon 15 Feb." in text
    assert "Test again, as the workbook shows, and answer anew on Mon 28 Dec, Mon 25 Jan and Mon 22 Feb" in text


def test_how_common_it_is_has_its_source_unless_the_reader_moved_it():
    found = taken(person("new-to-hills"), minutes=None)
    assert "of 100 runners overall, 23. [1]" in read(found).text
    moved = evolve(found, result=assess(found.profile, CONTENT, base_rate=0.4))
    text = read(moved).text
    assert "of 100 runners overall, 40. (your own setting)" in text
    assert author_year(CONTENT.sources[CONTENT.model.base_rate_source]) not in text


def test_without_a_plan_there_is_no_word_of_one():
    document = read(taken(person("new-to-hills"), minutes=None))
    assert "Your plan" not in document.text
    assert "What this cannot tell" in document.text


@pytest.mark.usefixtures("endless_paper")
@pytest.mark.parametrize("who", WELL, ids=lambda one: one.id)
def test_every_cited_source_is_listed_once_where_it_can_be_found(who):
    found = taken(who)
    document = read(found)
    listed = document.text.partition("Sources")[2]
    assert found.result.contributions
    wanted = {source for one in found.result.contributions if signed(one.per_100) != "±0" for source in one.sources}
    for name in {CONTENT.model.base_rate_source, *wanted}:
        source = CONTENT.sources[name]
        number, url = found_by(source)
        assert (author_year(source) if url else source.title) in listed
        assert {"href": url} in document.all("a") if url else number in listed
    addresses = [one["href"] for one in document.all("a") if one["href"].startswith("https://")]
    assert len(addresses) == len(set(addresses))
    anchors = {f"#{one['id']}" for one in document.all("span") if "id" in one}
    assert anchors == {one["href"] for one in document.all("a") if one["href"].startswith("#")}
    cited = {int(number) for cite in re.findall(r"\[([\d, ]+)\]", document.text) for number in cite.split(",")}
    entries = [one for one in document.elements if one[0] == "li"]
    assert max(cited) <= len(entries)
    assert cited == set(range(1, max(cited) + 1))


def test_what_has_no_address_is_listed_by_title_and_where_it_stands():
    """On paper the trail would end at a name: a plan's headline rests on such a source."""
    source = CONTENT.sources["steffens2016prevention"]
    text = read(taken(person("nothing-wrong"))).text
    assert not found_by(source)[1]
    assert f"Steffens D 2016, {source.title}. {source.journal}; no DOI or PubMed number seen" in text


@pytest.mark.parametrize("who", STOPPED, ids=lambda one: one.id)
def test_a_warning_sign_leaves_only_what_to_do(who):
    found = taken(who)
    document = read(found)
    advice = found.plan.advice
    assert document.text.index(advice.title) < document.text.index(advice.advice)
    for flag in CONTENT.safety.flags:
        assert (flag.ask in document.text) is (flag.id in who.red_flags)
        assert (flag.why in document.text) is (flag.id in who.red_flags)
    assert "of 100" not in document.text
    assert not document.all("table")
    assert "Take this page with you." in document.text


@pytest.mark.parametrize("flag", [f.id for f in CONTENT.safety.flags if f.action in ("emergency", "urgent")])
def test_no_result_and_no_plan_get_past_a_warning_sign(flag):
    """Even if a plan was made before the sign was ticked, or only the plan knows of it."""
    before = taken(person("worn-out-marathoner"))
    stopped = taken(person("worn-out-marathoner"), red_flags=(flag,))
    for found in (evolve(before, red_flags=(flag,)), stopped, evolve(stopped, red_flags=())):
        text = read(found).text
        assert "of 100" not in text
        assert "Split squat" not in text
        assert "No score and no plan are made while this is true." in text


def test_a_routine_sign_comes_first():
    found = taken(person("new-to-hills"), red_flags=("not_settling.6weeks",))
    text = read(found).text
    routine = next(one for one in CONTENT.safety.actions if one.id == "routine")
    assert text.index(routine.advice) < text.index("Your profile, cause by cause")
    assert "No warning sign was ticked" not in text
    assert "not for anybody with a warning sign that needs help now or within days" in text


def test_a_plan_without_a_session_says_so():
    text = read(taken(person("nothing-wrong"))).text
    assert "They hold no sessions" in text and "0 minutes in the first" not in text
    assert "They hold no sessions" not in read(taken(person("worn-out-marathoner"))).text


@pytest.mark.parametrize("weeks", [True, False])
def test_what_waits_for_the_sign_is_named_with_and_without_weeks(weeks):
    found = taken(person("new-to-hills"), red_flags=("not_settling.6weeks",))
    text = read(found if weeks else evolve(found, weeks=None)).text
    names = [CONTENT.fixes[one.fix].name for one in found.plan.chosen if one.waits]
    assert f"Only once the warning sign has been looked at: {'; '.join(names)}." in text


def test_each_row_and_exercise_that_waits_for_the_sign_is_marked():
    found = taken(person("worn-out-marathoner"), red_flags=("leg_pain.one_side",))
    html = report_html(found, CONTENT, DAY)
    mark = " (not yet: warning sign)"
    assert {one.waits for one in found.plan.chosen} == {True, False}
    for one in found.plan.chosen:
        fix = CONTENT.fixes[one.fix]
        assert (f"<b>{fix.name}{mark}</b>" in html) == one.waits
        for part in fix.parts:
            assert (f"<h4>{CONTENT.exercises[part.exercise].name}{mark}" in html) == one.waits


def test_without_the_safety_questions_it_gives_the_signs():
    """Nobody was asked, so nobody can say that no sign was ticked."""
    found = taken(person("new-to-hills"))
    text = read(evolve(found, safety_asked=False)).text
    assert "No warning sign" not in text
    assert "No warning sign was ticked" in read(evolve(found, person="")).text
    first = text[: text.index("Your profile, cause by cause")]
    assert "The safety questions were not asked here." in first
    for flag in CONTENT.safety.flags:
        assert (flag.ask in first) == (flag.action in ("emergency", "urgent"))
    for action in CONTENT.safety.actions:
        assert (f"{action.title}. {action.how_soon}." in first) == action.stops_score


@pytest.mark.parametrize("flag", ["not_settling.6weeks", "ces.bladder"])
def test_it_says_who_ticked(flag):
    theirs = taken(person("new-to-hills"), red_flags=(flag,))
    yours = evolve(theirs, person="")
    assert re.search(r"Tomás ticked", read(theirs).text)
    assert not re.search(r"You ticked:|What you ticked", read(theirs).text)
    assert re.search(r"You ticked:|What you ticked", read(yours).text)


def test_that_an_example_runner_has_no_sign_is_not_said_of_the_reader():
    text = read(taken(person("new-to-hills"))).text
    assert "No warning sign of Tomás, a made-up runner. This says nothing about you:" in text
    assert "No warning sign was ticked" not in text


def test_an_answer_that_waits_for_another_is_not_said_to_move_nothing():
    profile = Profile({"next_long_run_km": 16.0})
    found = evolve(taken(person("new-to-hills"), minutes=None), profile=profile, result=assess(profile, CONTENT))
    text = read(found).text
    asked, partner = (CONTENT.questions[name].text for name in ("next_long_run_km", "longest_run_30d_km"))
    assert f"count only together with another answer, which is not there yet: {asked} 16 km (with: {partner})." in text
    assert "These answers moved nothing" not in text


def test_what_a_change_by_association_brings_has_its_source():
    found = taken(person("big-jump-beginner"))
    html = report_html(found, CONTENT, DAY)
    by_association = [one for one in found.plan.chosen if one.basis == "association"]
    assert by_association
    for one in by_association:
        row = next(row for row in html.split("<li>") if f"<b>{CONTENT.fixes[one.fix].name}" in row)
        cited = set(re.findall(r'href="#source-(\d+)"', row))
        effects = [effect for effect in CONTENT.effects.values() if set(one.changes) & set(questions_of(effect))]
        sources = {figure.source for effect in effects for figure in effect.figures.values()}
        assert sources
        assert len(cited) >= len(sources)


def test_it_speaks_in_the_readers_units():
    found = taken(person("big-jump-beginner"))
    metric, imperial = read(found).text, read(evolve(found, units="imperial")).text
    assert "9 km → at most 4.9 km" in metric
    assert "5.6 mi → at most 3 mi" in imperial
    assert "9 km" not in imperial


def test_nothing_answered_is_a_report_too():
    found = evolve(taken(person("new-to-hills"), minutes=None), profile=Profile(), result=assess(Profile(), CONTENT))
    text = read(found).text
    assert "Nothing is answered yet" in text
    assert "0 questions answered" in text


def test_it_is_the_same_but_for_its_date():
    found = taken(person("new-to-hills"))
    one, other = (report_html(found, CONTENT, day) for day in (DAY, date(2027, 1, 2)))
    assert one == report_html(taken(person("new-to-hills")), CONTENT, DAY)
    assert one.replace("23 November 2026", "2 January 2027") == other


def test_it_asks_for_nothing_and_runs_nothing():
    html = report_html(taken(person("new-to-hills")), CONTENT, DAY)
    document = Read(html)
    assert {tag for tag, _ in document.elements} <= TAGS
    assert not any(name.startswith("on") for _, attributes in document.elements for name in attributes)
    assert [one["href"] for one in document.all("link")] == ["data:,"]
    assert "@import" not in html
    assert set(re.findall(r"url\(([^)]*)\)", html)) == {"#lbt-not-known"}
    assert document.all("html") == [{"lang": "en"}]
    assert document.elements.count(("main", {})) == 1
    leads = r"https://(doi\.org|(pubmed|pmc)\.ncbi\.nlm\.nih\.gov)/|#source-\d+$"
    assert all(re.match(leads, a["href"]) for a in document.all("a"))


@pytest.mark.usefixtures("endless_paper")
@pytest.mark.parametrize("flags", [(), ("not_settling.6weeks",), ("ces.bladder",)])
def test_markup_in_any_text_stays_text(flags):
    content = InfectedContent()
    assert content.exercises["split_squat"].name.endswith(MARKUP)
    html = report_html(taken(content.people["worn-out-marathoner"], content, red_flags=flags), content, DAY)
    document = Read(html)
    assert {tag for tag, _ in document.elements} <= TAGS
    assert not any(name.startswith("on") for _, attributes in document.elements for name in attributes)
    assert document.text.count("<script>alert(2)</script>") > (4 if flags == ("ces.bladder",) else 100)


@pytest.mark.parametrize("who", [*WELL[:1], *STOPPED[:1]], ids=lambda one: one.id)
def test_in_spanish_it_says_who_translated_it_and_tells_the_same_numbers(who):
    english = read(taken(who))
    with speaking("es"):
        content = load()
        spanish = read(taken(content.people[who.id], content), content)
    assert spanish.all("html")[0]["lang"] == "es"
    assert "Traducción automática, sin revisar." in spanish.text
    assert "A machine made" not in english.text
    assert [one["href"] for one in spanish.all("a")] == [one["href"] for one in english.all("a")]
    assert not re.findall(r"\b(?:What|Your|Made|Safety|Sources|Who)\b", "".join(spanish.texts[:40]))


@pytest.mark.parametrize(
    ("language", "feet"),
    [
        ("en", ["Lower back and running. For learning", '"page " counter(page) " of " counter(pages);']),
        ("es", ["La parte baja de la espalda y correr. Para", '"página " counter(page) " de " counter(pages);']),
    ],
)
def test_the_feet_of_the_pages_speak_the_readers_language(language, feet):
    with speaking(language):
        content = load()
        html = report_html(taken(content.people["big-jump-beginner"], content), content, DAY)
    sheet = html[html.index("<style>") : html.index("</style>")]
    assert all(foot in sheet for foot in feet)
    assert "$" not in sheet


def test_that_the_steps_of_the_exercises_are_english_is_said_once_and_marked():
    with speaking("es"):
        content = load()
        said = _(STEPS_IN_ENGLISH)
        spanish = read(taken(content.people["big-jump-beginner"], content), content)
    assert said != STEPS_IN_ENGLISH and spanish.text.count(said) == 1
    assert {"lang": "en"} in spanish.all("div")
    english = read(taken(person("big-jump-beginner")))
    assert STEPS_IN_ENGLISH not in english.text and {"lang": "en"} not in english.all("div")
