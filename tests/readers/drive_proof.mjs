// Answers doubts on the page of `edition proof --html` in a real Chromium, by keyboard and mouse,
// and writes down what was seen; proof_page.py judges.
//
//   node drive_proof.mjs ORDERS.json     { chromium, page, table, seen, pictures }

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const orders = JSON.parse(await readFile(process.argv[2], 'utf8'))
const browser = await chromium.launch({
    executablePath: orders.chromium,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
        '--host-resolver-rules=MAP * ~NOTFOUND'],
})
const context = await browser.newContext({ viewport: { width: 1000, height: 800 } })
const page = await context.newPage()
const seen = { errors: [], requests: [], marks: [], steps: {} }
page.on('pageerror', error => seen.errors.push(error.message))
page.on('console', message => {
    if (message.type() === 'error') seen.errors.push(message.text())
})
page.on('request', request => {
    if (!/^(file|blob):/.test(request.url())) seen.requests.push(request.url())
})

const here = () => page.evaluate(() => document.querySelector('.here mark')?.textContent ?? '')
const goTo = async words => {
    for (let step = 0; step < 20; step++) await page.keyboard.press('k')
    for (let step = 0; step < 20 && await here() !== words; step++) await page.keyboard.press('j')
    return here()
}
const ink = () => page.evaluate(() => {
    const colours = []
    for (const element of document.querySelectorAll('p, mark, button:enabled, code, li, h1')) {
        let ground = element
        while (ground.parentElement && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
            ground = ground.parentElement
        colours.push([element.className || element.localName,
            getComputedStyle(element).color, getComputedStyle(ground).backgroundColor])
    }
    return colours
})

await page.goto(pathToFileURL(orders.page).href)
seen.marks = await page.$$eval('mark', all => all.map(mark => mark.textContent))
seen.markup = await page.$$eval('.text *', all => all.map(one => one.localName))
seen.steps.first = await here()
await page.keyboard.press('j')
seen.steps.next = await here()
await page.keyboard.press('k')
seen.steps.back = await here()

// A correction, with words that a table must quote; Enter goes on.
seen.steps.correct = await goTo('19136')
await page.keyboard.press('1')
await page.keyboard.type('1936')
await page.keyboard.press('Tab')
await page.keyboard.press('ArrowDown')
await page.keyboard.press('Tab')
await page.keyboard.type('five "digits" j 1 k')
await page.keyboard.press('Enter')
seen.steps.after = await here()

seen.steps.keep = await goTo('Lond0n')
await page.keyboard.press('2')
await page.keyboard.press('Escape')
seen.steps.suppress = await goTo('8500 to 4000')
await page.keyboard.press('3')
await page.keyboard.type('A falling wage.')

// A closed page keeps what was answered.
await page.reload()
seen.steps.progress = await page.textContent('#progress')

const count = () => page.$$eval('.doubt:not([hidden])', all => all.length)
seen.steps.all = await count()
await page.click('button[data-family=digits]')
seen.steps.withoutDigits = await count()
await page.click('button[data-family=digits]')
await page.selectOption('#order', 'text')
seen.inText = await page.$$eval('mark', all => all.map(mark => mark.textContent))

for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme })
    seen[scheme] = await ink()
    if (orders.pictures) {
        await mkdir(orders.pictures, { recursive: true })
        await page.screenshot({ path: join(orders.pictures, `proof-page-${scheme}.png`) })
        await page.setViewportSize({ width: 390, height: 844 })
        await page.screenshot({ path: join(orders.pictures, `proof-page-${scheme}-phone.png`) })
    }
    await page.setViewportSize({ width: 390, height: 844 })
    seen.steps.overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await page.setViewportSize({ width: 1000, height: 800 })
}

const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')])
seen.steps.name = download.suggestedFilename()
await download.saveAs(orders.table)
await writeFile(orders.seen, JSON.stringify(seen))
await browser.close()
