package main

import (
	"slices"
	"testing"
	"time"

	"github.com/cloudnativelabs/kube-router/v2/pkg/utils"
)

// tables counts the questions that reach it.
type tables struct {
	utils.IPTablesHandler
	asked int
	rules map[string]bool
}

func (t *tables) Exists(table, chain string, rule ...string) (bool, error) {
	t.asked++
	return t.rules[key(table, chain, rule...)], nil
}

func (t *tables) List(_, _ string) ([]string, error) {
	t.asked++
	return []string{"-P INPUT ACCEPT"}, nil
}

func (t *tables) Append(table, chain string, rule ...string) error {
	t.rules[key(table, chain, rule...)] = true
	return nil
}

func (t *tables) Insert(table, chain string, _ int, rule ...string) error {
	return t.Append(table, chain, rule...)
}

func TestWhatIsKnownIsNotAskedAgain(t *testing.T) {
	real := &tables{rules: map[string]bool{key("filter", "INPUT", "-j", "A"): true}}
	now := time.Now()
	known := remember(real, func() time.Time { return now })
	for range 3 {
		if exists, err := known.Exists("filter", "INPUT", "-j", "A"); !exists || err != nil {
			t.Fatal(exists, err)
		}
		if rules, err := known.List("filter", "INPUT"); !slices.Equal(rules, []string{"-P INPUT ACCEPT"}) || err != nil {
			t.Fatal(rules, err)
		}
	}
	if real.asked != 2 {
		t.Errorf("asked %d times, not twice", real.asked)
	}
	now = now.Add(memory + 1)
	if _, err := known.Exists("filter", "INPUT", "-j", "A"); err != nil || real.asked != 3 {
		t.Errorf("asked %d times after the memory has faded, not three times", real.asked)
	}
}

func TestWhatIsMissingIsAskedAgain(t *testing.T) {
	real := &tables{rules: map[string]bool{}}
	known := remember(real, time.Now)
	for range 2 {
		if exists, _ := known.Exists("filter", "INPUT", "-j", "A"); exists {
			t.Fatal("a rule exists that nobody made")
		}
	}
	if real.asked != 2 {
		t.Errorf("asked %d times, not twice", real.asked)
	}
}

func TestChangesAreSeen(t *testing.T) {
	real := &tables{rules: map[string]bool{key("filter", "INPUT", "-j", "A"): true}}
	known := remember(real, time.Now)
	known.List("filter", "INPUT")
	if err := known.Insert("filter", "INPUT", 1, "-j", "B"); err != nil {
		t.Fatal(err)
	}
	known.List("filter", "INPUT")
	if real.asked != 2 {
		t.Error("a chain is not listed again after a change")
	}
	for range 2 {
		if err := known.AppendUnique("filter", "INPUT", "-j", "C"); err != nil {
			t.Fatal(err)
		}
	}
	if exists, _ := known.Exists("filter", "INPUT", "-j", "C"); !exists {
		t.Error("an appended rule does not exist")
	}
}
