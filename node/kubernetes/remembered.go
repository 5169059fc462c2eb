package main

import (
	"slices"
	"strings"
	"time"

	"github.com/cloudnativelabs/kube-router/v2/pkg/utils"
)

// memory is how long it is taken for granted that what was found in the tables is still there.
const memory = 5 * time.Second

// remembered spares a program call for each question whose answer is known: before each synchronization the controller
// asks twenty times whether its own chains are where it put them.
type remembered struct {
	utils.IPTablesHandler
	now    func() time.Time
	since  time.Time
	found  map[string]bool
	listed map[string][]string
}

func remember(handler utils.IPTablesHandler, now func() time.Time) *remembered {
	tables := &remembered{IPTablesHandler: handler, now: now}
	tables.forget()
	return tables
}

func (r *remembered) forget() {
	r.since, r.found, r.listed = r.now(), map[string]bool{}, map[string][]string{}
}

// Exists remembers what exists; what does not is about to be made.
func (r *remembered) Exists(table, chain string, rule ...string) (bool, error) {
	return r.ask(key(table, chain, rule...), func() (bool, error) {
		return r.IPTablesHandler.Exists(table, chain, rule...)
	})
}

// ChainExists remembers as Exists does.
func (r *remembered) ChainExists(table, chain string) (bool, error) {
	return r.ask(key(table, chain), func() (bool, error) {
		return r.IPTablesHandler.ChainExists(table, chain)
	})
}

// AppendUnique appends what does not exist.
func (r *remembered) AppendUnique(table, chain string, rule ...string) error {
	exists, err := r.Exists(table, chain, rule...)
	if err != nil || exists {
		return err
	}
	r.forget()
	return r.IPTablesHandler.Append(table, chain, rule...)
}

// List remembers the rules of a chain.
func (r *remembered) List(table, chain string) ([]string, error) {
	r.expire()
	if rules, known := r.listed[key(table, chain)]; known {
		return slices.Clone(rules), nil
	}
	rules, err := r.IPTablesHandler.List(table, chain)
	if err == nil {
		r.listed[key(table, chain)] = slices.Clone(rules)
	}
	return rules, err
}

// Insert forgets everything, as do the other methods that change the tables.
func (r *remembered) Insert(table, chain string, position int, rule ...string) error {
	r.forget()
	return r.IPTablesHandler.Insert(table, chain, position, rule...)
}

// Delete removes a rule.
func (r *remembered) Delete(table, chain string, rule ...string) error {
	r.forget()
	return r.IPTablesHandler.Delete(table, chain, rule...)
}

// NewChain makes a chain.
func (r *remembered) NewChain(table, chain string) error {
	r.forget()
	return r.IPTablesHandler.NewChain(table, chain)
}

func (r *remembered) ask(question string, answer func() (bool, error)) (bool, error) {
	r.expire()
	if r.found[question] {
		return true, nil
	}
	yes, err := answer()
	if err == nil && yes {
		r.found[question] = true
	}
	return yes, err
}

func (r *remembered) expire() {
	if r.now().Sub(r.since) > memory {
		r.forget()
	}
}

func key(table, chain string, rule ...string) string {
	return strings.Join(append([]string{table, chain}, rule...), "\x00")
}
