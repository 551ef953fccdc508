'use strict'
// Moves between the doubts, keeps the answers, and writes them as the table that
// `edition correct --from` and `edition proof --answers` read.
{
    const COLUMNS = ['kind', 'sic', 'corr', 'in', 'before', 'after', 'cert', 'evidence',
        'code', 'words', 'near', 'note', 'reason']
    const main = document.querySelector('main')
    const doubts = [...document.querySelectorAll('.doubt')]
    const save = document.getElementById('save')
    const kept = `tei-edition proof ${document.body.dataset.digest}`
    const answers = new Map()
    let here = null

    // What the browser remembers, so that closing the page loses nothing.
    const remember = () => {
        try { localStorage.setItem(kept, JSON.stringify([...answers])) } catch { /* not allowed */ }
    }
    const recall = () => {
        try { return JSON.parse(localStorage.getItem(kept)) ?? [] } catch { return [] }
    }

    const shown = () => [...main.querySelectorAll('.doubt:not([hidden])')]
    const fields = doubt => doubt.querySelector('form').elements

    const stand = doubt => {
        here?.classList.remove('here')
        here = doubt
        here.classList.add('here')
    }
    const go = doubt => {
        if (!doubt) return
        stand(doubt)
        here.focus({ preventScroll: true })
        here.scrollIntoView({ block: 'nearest' })
    }
    const move = step => {
        const all = shown()
        const at = all.indexOf(here)
        go(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))])
    }

    // A row of the table, or null while something is missing.
    const row = doubt => {
        const { kind, corr, cert, evidence, note, reason } = answers.get(doubt.id) ?? {}
        const { sic, in: place, before, after, code, words, near } = doubt.dataset
        const at = { kind, sic, in: place, before, after, code, words, near }
        if (kind === 'correction')
            return corr.trim() && corr.trim() !== sic ? { ...at, corr, cert, evidence } : null
        if (kind === 'keep') return { ...at, note }
        return kind === 'suppression' && reason.trim() ? { ...at, reason } : null
    }
    const cell = value => {
        const text = (value ?? '').replace(/\s+/g, ' ').trim()
        return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text
    }
    const table = () => [
        COLUMNS.join('\t'),
        ...doubts.map(row).filter(Boolean).map(one => COLUMNS.map(name => cell(one[name])).join('\t')),
    ].join('\n') + '\n'

    const tell = () => {
        const done = doubts.filter(doubt => row(doubt)).length
        for (const doubt of doubts) doubt.classList.toggle('answered', row(doubt) !== null)
        document.getElementById('progress').value = `${done} of ${doubts.length} answered`
        save.disabled = done === 0
    }
    const show = doubt => {
        const kind = answers.get(doubt.id)?.kind ?? 'later'
        for (const button of doubt.querySelectorAll('[data-answer]'))
            button.setAttribute('aria-pressed', String(button.dataset.answer === kind))
        doubt.querySelector('form').hidden = kind === 'later'
        for (const group of doubt.querySelectorAll('[data-for]'))
            group.hidden = group.dataset.for !== kind
    }
    const read = doubt => {
        const answer = answers.get(doubt.id)
        if (!answer) return
        for (const field of fields(doubt)) if (field.name) answer[field.name] = field.value
        remember()
        tell()
    }
    const answer = (doubt, kind) => {
        const button = doubt.querySelector(`[data-answer="${kind}"]`)
        if (button.disabled) return
        go(doubt)
        if (kind === 'later') answers.delete(doubt.id)
        else answers.set(doubt.id, { kind })
        show(doubt)
        read(doubt)
        remember()
        tell()
        const field = doubt.querySelector(`[data-for="${kind}"] input`)
        field?.focus()
        if (kind === 'correction') field?.select()
        if (kind === 'later') move(1)
    }

    const give = () => {
        if (save.disabled) return
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob([table()], { type: 'text/tab-separated-values' }))
        link.download = 'answers.tsv'
        link.click()
        setTimeout(() => URL.revokeObjectURL(link.href), 10000)
        document.getElementById('saved').hidden = false
    }

    const order = how => {
        const sorted = how === 'text'
            ? [...doubts].sort((one, other) => one.dataset.offset - other.dataset.offset) : doubts
        main.append(...sorted)
        here?.scrollIntoView({ block: 'nearest' })
    }

    main.addEventListener('click', event => {
        const doubt = event.target.closest('.doubt')
        const button = event.target.closest('[data-answer]')
        if (button) answer(doubt, button.dataset.answer)
        else if (doubt && !event.target.closest('form') && !String(getSelection())) go(doubt)
    })
    main.addEventListener('focusin', event => {
        const doubt = event.target.closest('.doubt')
        if (doubt) stand(doubt)
    })
    main.addEventListener('input', event => read(event.target.closest('.doubt')))
    for (const button of document.querySelectorAll('[data-family]:not(.doubt)'))
        button.addEventListener('click', () => {
            const wanted = button.getAttribute('aria-pressed') !== 'true'
            button.setAttribute('aria-pressed', String(wanted))
            for (const doubt of doubts)
                if (doubt.dataset.family === button.dataset.family) doubt.hidden = !wanted
            if (here?.hidden) move(1)
        })
    document.getElementById('order').addEventListener('change', event => order(event.target.value))
    save.addEventListener('click', give)

    const KEYS = {
        j: () => move(1), k: () => move(-1), s: give,
        1: () => answer(here, 'correction'), 2: () => answer(here, 'keep'),
        3: () => answer(here, 'suppression'), 4: () => answer(here, 'later'),
    }
    document.addEventListener('keydown', event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const writing = event.target.matches('input, select')
        if (event.key === 'Escape' && writing) go(event.target.closest('.doubt') ?? here)
        else if (event.key === 'Enter' && event.target.matches('form *')) {
            event.preventDefault()
            read(event.target.closest('.doubt'))
            move(1)
        } else if (!writing && here && KEYS[event.key]) {
            event.preventDefault()
            KEYS[event.key]()
        }
    })

    for (const [id, said] of recall()) {
        const doubt = document.getElementById(id)
        if (!doubt) continue
        answers.set(id, said)
        for (const field of fields(doubt)) if (said[field.name]) field.value = said[field.name]
        show(doubt)
    }
    tell()
    go(doubts[0])
}
